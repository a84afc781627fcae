/* Findings: the one that is selected, the way to it from elsewhere, and their order in the applicant's list. */
function select(item) {
  all(".item.active").forEach((other) => { if (other !== item) other.classList.remove("active"); });
  if (item) item.classList.add("active");
}
const selected = () => one(".panel.open .item.active");

function openFinding(number, from) {
  show(state.view, OWN[state.view][0]);
  const finding = one('.panel.open .finding[data-number="' + number + '"]');
  if (!finding) return null;
  if (finding.hidden) { one("#finding-filters").reset(); filterFindings(); }
  const fold = finding.closest("details");
  if (fold) fold.open = true;
  if (!from || narrow()) viewer.classList.remove("open");
  select(finding);
  finding.scrollIntoView({ block: "center", behavior: from && !calm() ? "smooth" : "auto" });
  finding.focus({ preventScroll: true });
  address(state.view + "/" + finding.id);
  return finding;
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-finding]");
  if (link) { event.preventDefault(); openFinding(link.dataset.finding); return; }
  const item = event.target.closest(".item");
  if (!item || event.target.closest("a, button, input, select, label, summary")) return;
  select(item);
  if (item.classList.contains("finding") && !narrow() && !window.getSelection().toString()) {
    const place = one("a.jump", item);
    if (place) jump(place);
  }
});

/* The applicant's list: groups of groups are built anew from the same cards. */
const sorted = one("#sorted"), cards = all(".finding", sorted);
const RANKS = all(".rank", sorted).map((rank) => [rank.className.replace("rank ", ""), one("h3", rank).cloneNode(true)]);
const NAMES = {};
all("#finding-filters [name=document] option").forEach((option) => { NAMES[option.value] = option.value ? option.textContent : "全部材料"; });
const byNumber = (a, b) => a.dataset.number - b.dataset.number;
const weight = (card) => ["error", "warning", "info"].indexOf(card.dataset.severity);

function heading(level, text, count) {
  const title = document.createElement(level), number = document.createElement("span");
  title.textContent = text + " ";
  number.className = "count";
  number.textContent = String(count);
  title.appendChild(number);
  return title;
}
function list(held) {
  const ol = document.createElement("ol");
  ol.className = "findings";
  held.forEach((card) => ol.appendChild(card));
  return ol;
}
function group(title, held, level) {
  const block = document.createElement("div");
  block.className = "group";
  block.appendChild(heading(level, title, held.length));
  block.appendChild(list(held));
  return block;
}
function byDocument(held, level) {
  return Object.keys(NAMES).map((id) => [id, held.filter((card) => card.dataset.home === id)])
    .filter((entry) => entry[1].length).map((entry) => group(NAMES[entry[0]], entry[1], level));
}
function arrange(order) {
  const inOrder = cards.slice().sort(byNumber);
  sorted.textContent = "";
  if (order === "place") { sorted.appendChild(list(inOrder)); return; }
  if (order === "document") {
    byDocument(inOrder.sort((a, b) => weight(a) - weight(b) || byNumber(a, b)), "h3").forEach((block) => sorted.appendChild(block));
    return;
  }
  RANKS.forEach(([severity, title]) => {
    const rank = document.createElement("div");
    rank.className = "rank " + severity;
    rank.appendChild(title.cloneNode(true));
    byDocument(inOrder.filter((card) => card.dataset.severity === severity), "h4").forEach((block) => rank.appendChild(block));
    sorted.appendChild(rank);
  });
}
