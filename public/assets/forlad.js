// »Forlad siden«: by a click, or by Esc three times in a row. The page is emptied first, so that nothing is seen meanwhile.
const link = document.getElementById("forlad_siden");
const leave = (event) => {
  event.preventDefault();
  onbeforeunload = null;
  document.title = "";
  document.body.remove();
  location.replace(link.href);
};
let presses = 0;
link?.addEventListener("click", leave);
addEventListener("keydown", (event) => {
  presses = event.key === "Escape" ? presses + 1 : 0;
  if (link && presses > 2) leave(event);
}, true);
