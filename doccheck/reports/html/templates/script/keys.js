/* The keyboard: j and k walk through what is listed, Enter leads to the text. Single keys can be switched off. */
const help = one("#help"), keysOn = one("#keys-on");
keysOn.checked = store.get("keys") !== "off";
keysOn.addEventListener("change", () => store.set("keys", keysOn.checked ? "on" : "off"));
one("#help-open").addEventListener("click", () => help.showModal());
one("#help-close").addEventListener("click", () => help.close());

const items = () => all(".panel.open .item").filter((item) => item.offsetParent !== null);
function walk(step) {
  const held = items();
  if (!held.length) return;
  const at = held.indexOf(selected());
  const next = held[at < 0 ? (step > 0 ? 0 : held.length - 1) : Math.min(Math.max(at + step, 0), held.length - 1)];
  select(next);
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}
function enter(item) {
  const places = all("a.jump", item);
  if (!places.length) {
    const link = one("a[data-finding]", item);
    if (link) openFinding(link.dataset.finding);
    return;
  }
  jump(places[(places.indexOf(one("a.jump.active", item)) + 1) % places.length]);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  const target = event.target, writing = target.closest("select, textarea") || (target.matches("input") && target.type === "search");
  if (event.key === "Escape") {
    if (writing) { target.blur(); return; }
    if (closeViewer()) event.preventDefault();
    return;
  }
  if (writing) return;
  const item = target.matches(".item") ? target : null;
  if (item && event.key === "Enter") { event.preventDefault(); select(item); enter(item); return; }
  if (item && (event.key === "ArrowDown" || event.key === "ArrowUp")) { event.preventDefault(); walk(event.key === "ArrowDown" ? 1 : -1); return; }
  if (!keysOn.checked && event.key !== "?") return;
  const act = {
    j: () => walk(1),
    k: () => walk(-1),
    p: () => toggleMode(isPaged() ? "text" : "page"),
    "/": () => { const field = one(".filters.open input[type=search]"); if (field) field.focus(); },
    "?": () => help.showModal(),
  }[event.key];
  if (act) { event.preventDefault(); act(); return; }
  const view = VIEWS[Number(event.key) - 1];
  if (view && event.key !== " ") { event.preventDefault(); show(view); address(view); }
});

show(state.view);
filterFindings();
if (location.hash) follow(decodeURIComponent(location.hash.slice(1)));
