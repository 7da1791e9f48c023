// Words stand in the page: an element with `data-ved` is shown in the states that it names, one with `data-felt` is filled in.
const place = document.getElementById("uden-net");
const scope = new URL("../", import.meta.url).href;
const prefix = `uden-net ${scope} `;
const workers = navigator.serviceWorker;
const kilobytes = (bytes) => Math.ceil(bytes / 1000).toLocaleString("da-DK");
let fields = {};

const show = (state, more) => {
  fields = { ...fields, ...more };
  for (const part of place.querySelectorAll("[data-ved]")) part.hidden = !part.dataset.ved.split(" ").includes(state);
  for (const part of place.querySelectorAll("[data-felt]")) part.textContent = fields[part.dataset.felt] ?? "";
};
const held = async () => (await workers.getRegistrations()).find((one) => one.scope === scope);
const on = (act, does) => place.querySelector(`[data-handling=${act}]`).addEventListener("click", does);

async function look() {
  const found = await held();
  if (!found) return show(fields.bytes ? "ikke" : "kan-ikke");
  found.onupdatefound = () => follow(found);
  if (found.installing) follow(found);
  if (!found.active) return;
  const day = await (await caches.match(`${scope}?gemt`))?.text();
  const long = { day: "numeric", month: "long", year: "numeric" };
  show(found.waiting ? "ny" : "gemt", { dag: day ? new Date(`${day}T12:00`).toLocaleDateString("da-DK", long) : "" });
}

function follow({ installing, active }) {
  if (!active) show("gemmer", { gjort: 0 });
  installing?.addEventListener("statechange", () => {
    if (installing.state === "redundant") return show(active ? "gammel" : "fejl");
    if (installing.state === "activated" || (active && installing.state === "installed")) look();
  });
}

async function begin() {
  try {
    const size = await fetch(new URL("omfang.json", location)).then((answer) => (answer.ok ? answer.json() : {}));
    fields = { bytes: size.bytes && kilobytes(size.bytes), fil: size.fil && ` Den fylder ${kilobytes(size.fil)} kB.` };
  } catch {
    // Without a network; what is kept can still be removed.
  }
  if (!workers || !self.caches) return show("kan-ikke");
  workers.addEventListener("message", ({ data }) => data.all && show("gemmer", { gjort: data.done, alle: data.all }));
  on("gem", () =>
    workers.register(new URL("sw.js", scope), { updateViaCache: "none" }).then(look, () => show("kan-ikke")),
  );
  on("fjern", async () => {
    await (await held())?.unregister();
    for (const key of await caches.keys()) if (key.startsWith(prefix)) await caches.delete(key);
    show("fjernet");
  });
  on("skift", async () => {
    const { waiting } = await held();
    waiting.addEventListener("statechange", () => waiting.state === "activated" && look());
    waiting.postMessage("tag i brug");
  });
  await look();
}

begin().catch(() => show("kan-ikke"));
