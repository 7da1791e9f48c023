import init from "./beregner-41b07f02a1.js";
init({ module_or_path: new URL("./beregner-18cb1615f2.wasm", import.meta.url) }).catch((error) => {
  const note = document.createElement("p");
  note.className = "note";
  note.setAttribute("role", "alert");
  document.getElementById("beregner")?.before(note);
  note.textContent = "Beregneren kunne ikke åbnes. Du kan regne selv med priserne og formlen her.";
  throw error;
});
