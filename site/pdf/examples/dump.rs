//! dump
use site::{check::memory::Memory, io::disk::Project};
fn main() {
    let project = Project::new(".", "2026-11-22".parse().unwrap());
    let (_, site) = site::prepare(&project, &mut Memory::default());
    for sheet in site::render::sheets(&site.unwrap()) {
        let dir = format!("/tmp/papir-x/d/{}", sheet.path.replace('/', "_"));
        std::fs::create_dir_all(&dir).unwrap();
        let (text, pictures) = pdf::markup::markup(&sheet);
        std::fs::write(format!("{dir}/main.typ"), text).unwrap();
        std::fs::write(format!("{dir}/body.html"), &sheet.body).unwrap();
        for (n, p) in pictures.iter().enumerate() {
            std::fs::write(format!("{dir}/{}.svg", n + 1), p).unwrap();
        }
    }
}
