// Above stand SETTINGS: the path and the address of the site, the second modules of tools, and what is said of a tool that fails.
const place = document.getElementById("sted");
const templates = new Map([...document.querySelectorAll("template")].map((page) => [page.dataset.side, page]));
const modules = globalThis.moduler ?? {};
// A tool is kept as it was left, for as long as the file is open; other pages are made anew.
const [left, positions] = [new Map(), new Map()];
let [here, byLink] = ["", false];

const start = (name) => {
  const text = document.querySelector(`script[data-modul="${name}"]`).textContent;
  return modules[name]({ module_or_path: Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)) });
};
const fail = (name, words = SETTINGS.called[name]) => {
  const note = document.createElement("p");
  note.className = "note";
  note.setAttribute("role", "alert");
  document.getElementById(name)?.before(note);
  note.textContent = words;
};
// WebAssembly that comes to a stop has run into a trap: the tool on the page that is shown, since no other is in it.
for (const kind of ["error", "unhandledrejection"]) {
  addEventListener(kind, ({ error, reason }) => {
    const name = Object.keys(SETTINGS.stopped).find((name) => document.getElementById(name));
    if (name && (error ?? reason) instanceof WebAssembly.RuntimeError) fail(name, SETTINGS.stopped[name]);
  });
}
const mount = () => {
  for (const name of Object.keys(SETTINGS.called)) {
    const tool = document.getElementById(name);
    if (!tool || !document.getElementById(`${name}-data`)) continue;
    left.set(here, undefined);
    if (!modules[name]) return fail(name);
    const later = SETTINGS.later[name];
    if (later) tool.hent = () => start(later);
    start(name).catch(() => fail(name));
  }
};

// From the field above to the search, which reads what stands in the address itself.
const field = document.querySelector(".seek");
field?.addEventListener("submit", (event) => {
  event.preventDefault();
  location.hash = `s=${encodeURIComponent(field.querySelector("input").value.trim())}`;
});
const holding = (part) => [...templates.keys()].find((page) => templates.get(page).content.querySelector(part));

// A link to a plan, which the price calculator reads itself.
const isPlan = (address) => /^#\w+\./.test(address);

const show = () => {
  const named = decodeURIComponent(location.hash);
  // A page ends with a stroke, and a place on it follows. Older files had a `#` between them.
  let [, path, anchor] = /^#(\/(?:[^#]*\/)?)#?(.*)$/.exec(named) ?? [];
  if (!path && isPlan(named)) path = holding("#beregner");
  const sought = !path && named.startsWith("#s=");
  if (sought) path = holding("#soeg");
  if (!templates.has(path)) path = "/";
  if (path !== here) {
    positions.set(here, scrollY);
    if (left.has(here)) left.set(here, [...place.childNodes]);
    const [page, before] = [templates.get(path), left.get(path)];
    here = path;
    place.replaceChildren(...(before ?? [document.importNode(page.content, true)]));
    document.body.className = page.dataset.klasse ?? "";
    document.title = page.dataset.titel;
    for (const link of document.querySelectorAll("header a, .foot a")) {
      if (link.getAttribute("href") === `#${path}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    if (!before) mount();
    if (byLink && !anchor) document.getElementById("hoved_indhold")?.focus({ preventScroll: true });
    scrollTo({ top: byLink ? 0 : (positions.get(path) ?? 0), behavior: "instant" });
  }
  if (field) field.style.display = document.getElementById("soeg") ? "none" : "";
  if (sought) document.getElementById("soegefelt")?.focus();
  const target = anchor && document.getElementById(anchor);
  if (target) {
    target.scrollIntoView();
    target.focus({ preventScroll: true });
  }
  byLink = false;
};

// Links that tools make lead to the site, or to a place on their own page; those around the pages to a place on the one that is shown.
const leads = (address) => {
  if (address.startsWith("#/") || isPlan(address)) return address;
  if (address.startsWith("#")) return `#${here}${address.slice(1)}`;
  if (!address.startsWith(SETTINGS.base)) return address;
  const path = `/${address.slice(SETTINGS.base.length)}`;
  const [page, anchor = ""] = path.split("#");
  if (!templates.has(page)) return SETTINGS.origin + path.slice(1);
  return isPlan(`#${anchor}`) ? `#${anchor}` : `#${page}${anchor}`;
};
// A link that stays while pages change is mended anew for each.
const mended = new WeakMap();
const mend = ({ target }) => {
  const link = target.closest?.("a[href]:not(.brand *)");
  if (!link) return;
  const [address, led] = mended.get(link) ?? [];
  const written = link.getAttribute("href");
  const from = written === led ? address : written;
  const to = leads(from);
  if (to === written) return;
  mended.set(link, [from, to]);
  link.setAttribute("href", to);
};
for (const event of ["mousedown", "focusin", "click"]) addEventListener(event, mend, true);
addEventListener("click", ({ target }) => {
  const address = target.closest?.("a[href]")?.getAttribute("href") ?? "";
  byLink = address.startsWith("#/");
  // A place that the address names already.
  if (byLink && address === decodeURIComponent(location.hash)) show();
});
addEventListener("hashchange", show);

// The wordmark opens the file anew, so that nothing is left of what was typed: with a query, or without.
document.querySelector(".brand .mark").setAttribute("href", location.search ? `${location.pathname}#/` : "?forfra#/");
show();
