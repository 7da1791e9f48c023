// Words stand in the page: an element with `data-ved` is shown in the states that it names, one with `data-felt` is filled in.
const place = document.getElementById("uden-net");
const scope = new URL("../", import.meta.url).href;
const prefix = `uden-net ${scope} `;
const workers = navigator.serviceWorker;
const kilobytes = (bytes) => Math.ceil(bytes / 1000).toLocaleString("da-DK");
let [now, fields] = ["", {}];

const show = (state, more) => {
  [now, fields] = [state, { ...fields, ...more }];
  for (const part of place.querySelectorAll("[data-ved]")) part.hidden = !part.dataset.ved.split(" ").includes(state);
  for (const part of place.querySelectorAll("[data-felt]")) part.textContent = fields[part.dataset.felt] ?? "";
};
const held = async () => (await workers.getRegistrations()).find((one) => one.scope === scope);
const on = (act, does) => place.querySelector(`[data-handling=${act}]`).addEventListener("click", does);

// How much there is. Without a network, what is kept can still be looked at and removed.
const size = fetch(new URL("omfang.json", location), { signal: AbortSignal.timeout(4000) })
  .then((answer) => (answer.ok ? answer.json() : {}), () => ({}))
  .then(({ bytes, fil }) => {
    show(now, { bytes: bytes && kilobytes(bytes), fil: fil && ` Den fylder ${kilobytes(fil)} kB.` });
  });

async function look() {
  const found = await held();
  if (!found) await size;
  if (!found) return show(fields.bytes ? "ikke" : "kan-ikke");
  found.onupdatefound = () => follow(found);
  if (found.installing) follow(found);
  const day = await (await caches.match(`${scope}?gemt`))?.text();
  if (!found.active || (!day && found.installing)) return;
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
  if (!workers || !self.caches) return show("kan-ikke");
  workers.addEventListener("message", ({ data }) => now === "gemmer" && show("gemmer", { gjort: data.done, alle: data.all }));
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
