// To knapper på sider, hvor noget er foldet sammen: papir med det, der er åbent, eller med det hele. Uden dem udskrives det hele.
const row = document.createElement("p");
row.className = "button-row";
const { classList } = document.documentElement;
for (const words of ["Udskriv det viste", "Udskriv alt"]) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet";
  button.textContent = words;
  button.onclick = () => {
    classList.toggle("only-shown", words !== "Udskriv alt");
    print();
  };
  row.append(button);
}
addEventListener("afterprint", () => classList.remove("only-shown"));
document.querySelector("main .ending").before(row);
