import init from "./beregner-41b07f02a1.js";
const tell = (words) => {
  const note = document.createElement("p");
  note.className = "note";
  note.setAttribute("role", "alert");
  document.getElementById("beregner")?.before(note);
  note.textContent = words;
};
for (const kind of ["error", "unhandledrejection"]) {
  addEventListener(kind, ({ error, reason }) => {
    if ((error ?? reason) instanceof WebAssembly.RuntimeError) tell("Beregneren er gået i stå. Kopiér det, du vil beholde, og genindlæs siden.");
  });
}
init({ module_or_path: new URL("./beregner-18cb1615f2.wasm", import.meta.url) }).catch((error) => {
  tell("Beregneren kunne ikke åbnes. Du kan regne selv med priserne og formlen her.");
  throw error;
});
