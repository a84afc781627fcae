/* The three views and their panels; “#officer/matrix” or “#f3” in the address leads to them. */
const VIEWS = all(".views a").map((link) => link.dataset.view);
const state = { view: VIEWS[0], panel: {} };
const OWN = {};
VIEWS.forEach((name) => { OWN[name] = all('.tabs[data-of="' + name + '"] a').map((link) => link.dataset.panel); });

function show(view, panel) {
  state.view = view;
  if (panel) state.panel[view] = panel;
  const open = state.panel[view] || OWN[view][0];
  document.documentElement.dataset.view = view;
  all(".views a").forEach((link) => current_(link, link.dataset.view === view));
  all(".purpose span").forEach((span) => span.classList.toggle("open", span.dataset.of === view));
  all(".tabs").forEach((tabs) => tabs.classList.toggle("open", tabs.dataset.of === view));
  all(".tabs.open a").forEach((link) => current_(link, link.dataset.panel === open));
  all(".panel").forEach((section) => {
    section.classList.toggle("open", section.id === open);
    section.classList.toggle("printed", section.id === open || (section.dataset.printed || "").split(" ").includes(view));
  });
  const own = open === OWN[view][0];
  one("#finding-filters").classList.toggle("open", own);
  one("#shown").hidden = !own;
  one('#finding-filters [name="order"]').hidden = view !== "applicant";
  if (one("#matrix-filters")) one("#matrix-filters").classList.toggle("open", open === "matrix");
}
function current_(link, is) {
  if (is) link.setAttribute("aria-current", "page");
  else link.removeAttribute("aria-current");
}

function address(hash) {
  try { window.history.replaceState(null, "", "#" + hash); } catch (error) { /* some browsers keep files' addresses as they are */ }
}

/* To a code's explanation or a requirement's row, in this view if it has the panel. */
function into(id) {
  const target = document.getElementById(id), section = target && target.closest(".panel");
  if (!section) return false;
  show(OWN[state.view].includes(section.id) ? state.view : VIEWS.find((name) => OWN[name].includes(section.id)), section.id);
  if (target.hidden) { matrixForm.reset(); filterMatrix(); target.hidden = false; }
  select(target);
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
  address(id);
  return true;
}

/* Where an address leads; false where it is none of ours. */
function follow(hash) {
  if (/^(rule|row)-/.test(hash)) return into(hash);
  const found = /^(?:(\w+)\/)?([a-z]+)?(\d+)?(?:-\d+)?$/.exec(hash);
  if (!found) return false;
  const view = VIEWS.includes(found[1]) ? found[1] : VIEWS.includes(found[2]) && !found[3] ? found[2] : null;
  if (found[3] && "forq".includes(found[2])) {
    if (found[2] === "o") state.view = "officer";
    else if (found[2] === "r") state.view = "reviewer";
    if (view) state.view = view;
    const finding = openFinding(found[3]);
    if (finding && found[2] === "q") { const link = one('[data-key="' + hash.slice(hash.indexOf("q") + 1) + '"]', finding); if (link) jump(link); }
    return Boolean(finding);
  }
  if (!view && OWN[state.view].includes(found[2]) && !found[3]) { show(state.view, found[2]); return true; }
  if (view && found[1]) { show(view, OWN[view].includes(found[2]) ? found[2] : undefined); return true; }
  if (view) { show(view, OWN[view][0]); return true; }
  const panel = found[2] && !found[3] && VIEWS.find((name) => OWN[name].includes(found[2]));
  if (panel) { show(panel, found[2]); return true; }
  return false;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".views a, .tabs a, a.to-panel, a.into");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const hash = link.getAttribute("href").slice(1);
  if (!link.dataset.view && !link.dataset.panel) { follow(hash); address(state.view + "/" + hash); }
  else if (link.dataset.view) { show(link.dataset.view); address(hash); }
  else { show(state.view, link.dataset.panel); address(hash); }
});
window.addEventListener("hashchange", () => follow(decodeURIComponent(location.hash.slice(1))));
