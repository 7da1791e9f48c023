// Put into pages by `site serve` alone: asks whether the site has been built again, brings the page up to date where it has
// changed, and shows what is wrong with the content over the last good page.
(() => {
  const script = document.currentScript;
  // The page as it came: with a script of its own it has a state that only loading anew gives.
  const isStill = (page) => !page.querySelector("script[type=module]");
  const still = isStill(document);
  let page = new URL(script.src).searchParams.get("side");
  let seen = "";

  const host = document.createElement("div");
  host.dataset.serve = "";
  const root = host.attachShadow({ mode: "open" });
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/_live.css";
  const styled = new Promise((done) => (style.onload = style.onerror = done));
  const dialog = document.createElement("dialog");
  dialog.lang = "da";
  dialog.setAttribute("aria-labelledby", "overskrift");
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Luk (Esc)";
  close.onclick = () => dialog.close();
  const text = document.createElement("div");
  dialog.append(close, text);
  const marks = document.createElement("aside");
  marks.lang = "da";
  marks.setAttribute("aria-label", "Fra site serve");
  marks.onclick = (event) => event.target.closest("[data-aabn]") && dialog.showModal();
  root.append(style, marks, dialog);
  document.documentElement.append(host);

  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const visible = () => new Promise((done) => {
    if (!document.hidden) return done();
    document.addEventListener("visibilitychange", () => done(), { once: true });
  });
  const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

  const show = async (answer) => {
    await styled;
    const open = marks.querySelector("details")?.open ?? false;
    marks.replaceChildren(...answer.querySelector("[data-maerker]").childNodes);
    if (open) marks.querySelector("details")?.setAttribute("open", "");
    const cover = answer.querySelector("[data-fejl]");
    text.replaceChildren(...(cover?.childNodes ?? []));
    if (cover && !dialog.open) dialog.showModal();
    if (!cover && dialog.open) dialog.close();
  };

  // Where the page stood is kept in the entry of the history: it outlives loading anew and nothing else.
  const KEY = "serveTop";
  const reload = () => {
    history.replaceState({ ...history.state, [KEY]: scrollY }, "");
    location.reload();
  };
  const kept = history.state?.[KEY];
  if (kept !== undefined) {
    const { [KEY]: _, ...rest } = history.state;
    history.replaceState(Object.keys(rest).length ? rest : null, "");
    const back = () => scrollTo({ top: kept, behavior: "instant" });
    // A tool may make the page longer after it has loaded; whoever has begun to move is left alone.
    const watch = new ResizeObserver(back);
    const stop = () => watch.disconnect();
    for (const kind of ["wheel", "touchstart", "pointerdown", "keydown"]) addEventListener(kind, stop, { once: true });
    setTimeout(stop, 3000);
    back();
    watch.observe(document.documentElement);
  }

  const styles = (of) => [...of.querySelectorAll("link[rel~=stylesheet]")].map((link) => link.getAttribute("href")).join();
  const stays = (node) => node.matches("link[rel~=stylesheet], meta[http-equiv]");
  // The new page in place of the old one, without loading anew: what is on the screen does not blink or move.
  const swapped = async () => {
    if (!still) return false;
    const answer = await fetch(location.href, { cache: "no-store" });
    const fresh = parsed(await answer.text());
    const own = isStill(fresh) && fresh.querySelector('script[src*="?side="]')?.getAttribute("src");
    if (!answer.ok || answer.redirected || !own || styles(fresh) !== styles(document)) return false;
    if (fresh.body.textContent === document.body.textContent && fresh.images.length > 0) return false;
    const focus = document.activeElement?.id;
    const top = scrollY;
    for (const { name, value } of fresh.documentElement.attributes) document.documentElement.setAttribute(name, value);
    for (const node of [...document.head.children]) if (!stays(node)) node.remove();
    document.head.append(...[...fresh.head.children].filter((node) => !stays(node)));
    document.body.replaceWith(document.adoptNode(fresh.body));
    scrollTo({ top, behavior: "instant" });
    if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
    page = new URL(own, location.href).searchParams.get("side");
    return true;
  };

  const ask = async () => {
    for (;;) {
      await visible();
      try {
        const answer = await fetch("/_live?v=" + seen + "&har=" + page + "&side=" + location.pathname, { cache: "no-store" });
        const told = answer.ok && parsed(await answer.text()).querySelector("[data-v]");
        if (!told) {
          await pause(1000);
          continue;
        }
        // Time was up: what somebody has closed is not opened again.
        if (told.dataset.v === seen) continue;
        seen = told.dataset.v;
        if (told.dataset.side !== page && !(await swapped())) return reload();
        await show(told);
      } catch {
        await pause(1000);
      }
    }
  };
  ask();
})();
