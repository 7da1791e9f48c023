// Above stand VERSION and FILES: each file that is kept, by its path from the site's folder, and the beginning of its SHA-256.
// What is not in the list goes to the network untouched and is never kept; nor is any address with a query. Where a page that is not
// kept cannot be had, its place is taken by a few words and the ways on.
const scope = registration.scope;
const prefix = `uden-net ${scope} `;
const name = prefix + VERSION;
const at = (path) => new URL(path.split("/").map(encodeURIComponent).join("/"), scope).href;
// The day on which what is kept was last the same as the site. The address has a query, so nobody is ever answered with it.
const DAY = `${scope}?gemt`;
// Asking does not make a cache where none is any more, as opening one would.
const match = (address) => caches.match(address, { cacheName: name });
const files = new Map(Object.entries(FILES).map(([path, hash]) => [at(path), hash]));
const [LIMIT, OLD, AT_ONCE] = [4000, 90, 6];

const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};
const hash = async (answer) => {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await answer.clone().arrayBuffer()));
  return [...bytes.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};
const ours = async () => (await caches.keys()).filter((key) => key.startsWith(prefix));
const forget = async (but) => {
  for (const key of await ours()) if (key !== but) await caches.delete(key);
};

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(forget(name).then(() => clients.claim())));
// Only who reads decides that pages which are open get a new worker.
addEventListener("message", (event) => event.data === "tag i brug" && skipWaiting());

async function install() {
  const older = await Promise.all((await ours()).filter((key) => key !== name).map((key) => caches.open(key)));
  const cache = await caches.open(name);
  const left = [...files];
  let done = 0;
  const work = async () => {
    for (let file = left.pop(); file; file = left.pop()) {
      await cache.put(file[0], (await kept(older, ...file)) ?? (await fetched(...file)));
      done += 1;
      for (const page of await clients.matchAll({ includeUncontrolled: true })) page.postMessage({ done, all: files.size });
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    await cache.put(DAY, new Response(today()));
  } catch (error) {
    left.length = 0;
    await caches.delete(name);
    throw error;
  }
}

async function kept(older, address, wanted) {
  for (const cache of older) {
    const answer = await cache.match(address);
    if (answer && (await hash(answer)) === wanted) return answer;
  }
}

// A network that answers with a page of its own, or a host that is between two versions, gives another hash.
async function fetched(address, wanted) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (!answer.ok || (await hash(answer)) !== wanted) throw new Error(`${address}: ${answer.status}`);
  return answer.redirected ? new Response(await answer.blob(), { headers: answer.headers }) : answer;
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = request.url.split("#")[0];
  if (request.mode === "navigate" && request.method === "GET" && !files.has(address)) return event.respondWith(sought(request).catch(missing));
  if (request.method !== "GET" || !files.has(address)) return;
  const stored = match(address);
  event.respondWith(
    address.startsWith(at("assets/"))
      ? stored.then((answer) => answer ?? fetch(request))
      : fresh(event, stored),
  );
});

// From the network, unless that is away, slow or broken; never from what the browser itself has kept without asking.
async function fresh(event, stored) {
  const sent = fetch(event.request, { cache: "no-cache" }).catch(() => undefined);
  const late = new Promise((resolve) => setTimeout(resolve, LIMIT));
  const answer = await Promise.race([sent, late]);
  if (answer && answer.status < 500) {
    if (answer.ok) event.waitUntil(renew().catch(() => undefined));
    return answer;
  }
  const found = await stored;
  if (!found) return answer ?? (await sent) ?? Response.error();
  return event.request.mode === "navigate" ? marked(found) : found;
}

// Longer than for what is kept: nothing else can be shown.
const sought = (request) => Promise.race([fetch(request), new Promise((_, late) => setTimeout(late, 3 * LIMIT))]);
// The browser's own words would be in its own language, and lead nowhere.
const missing = () =>
  new Response(
    `<!doctype html><html lang="da"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Ikke gemt</title>
<body style="font:112.5%/1.6 system-ui;max-width:30rem;margin:2rem auto;padding:0 1rem"><h1>Siden er ikke gemt</h1>
<p>Den kan kun åbnes med net. Det gælder også et helt afsnit på én side og PDF-filer. De enkelte sider og værktøjerne er gemt.</p>
<p>Er et barn i fare nu? <a href="tel:112">Ring 112</a>.</p><p><a href="${at("akut/")}">Det gør du nu</a></p><p><a href="${scope}">Forside</a></p>`,
    { status: 503, headers: { "content-type": "text/html", "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'" } },
  );

// A page that is shown from what is kept says so, and of which day it is.
async function marked(answer) {
  const day = await (await match(DAY))?.text();
  const long = { day: "numeric", month: "long", year: "numeric" };
  const shown = day ? ` den ${new Date(`${day}T12:00`).toLocaleDateString("da-DK", long)}` : "";
  let words = "Siden kunne ikke hentes fra nettet, og vejledningen kan være ændret siden.";
  if (Date.now() - Date.parse(day) > OLD * 864e5) {
    words += ` Det er over ${OLD} dage siden. Kontrollér paragraffer, frister og priser, før du bruger dem.`;
  }
  if (registration.waiting) words += " En nyere udgave er gemt. Den vises, når du har lukket alle faner med vejledningen.";
  const line = `<p class="note" id="gemt_udgave"><strong>Gemt${shown}.</strong> ${words}</p>`;
  const html = (await answer.text()).replace(/<main [^>]*>/, (main) => main + line);
  const headers = new Headers(answer.headers);
  for (const of of ["content-encoding", "content-length"]) headers.delete(of);
  return new Response(html, { headers });
}

// Once a day: where the site has this worker still, what is kept is of today; where it has none any more, nothing is kept.
async function renew() {
  if (!(await caches.has(name))) return;
  if ((await (await match(DAY))?.text()) === today()) return;
  const answer = await fetch(at("sw.js"), { cache: "no-store" });
  if (answer.status === 404 || answer.status === 410) {
    await registration.unregister();
    await forget();
  } else if (answer.ok && (await answer.text()).includes(VERSION) && (await caches.has(name))) {
    await (await caches.open(name)).put(DAY, new Response(today()));
  }
}
