// Only for whoever keeps the guidance on the device: says above an open tool that what it works with has changed since the page
// was opened. The page itself is left alone, and with it all that is typed.
export default async function (tool) {
  const held = await navigator.serviceWorker.getRegistration();
  const data = document.getElementById(`${tool}-data`).textContent;
  const start = document.querySelector("script[type=module]").getAttribute("src");
  const look = async ({ target }) => {
    if (target.state !== "installed" || !held.active) return;
    const newest = (await caches.keys()).filter((key) => key.startsWith(`uden-net ${held.scope} `)).at(-1);
    const page = await (await caches.open(newest)).match(location.origin + location.pathname);
    const html = await page?.text();
    if (document.getElementById("nyere_udgave") || (html?.includes(data) && html.includes(start))) return;
    const note = document.createElement("p");
    note.className = "note";
    note.id = "nyere_udgave";
    note.setAttribute("role", "status");
    document.getElementById(tool).before(note);
    note.textContent =
      "Der er kommet en nyere udgave af siden her. Det, du har skrevet, er her stadig. Print eller hent det først, og genindlæs så siden.";
  };
  held?.addEventListener("updatefound", () => held.installing.addEventListener("statechange", look));
}
