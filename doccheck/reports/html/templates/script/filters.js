/* Filters of findings hold in every view; the matrix has its own. */
const findingForm = one("#finding-filters"), findings = all(".finding");
function filterFindings() {
  const data = new FormData(findingForm), severities = data.getAll("severity");
  const family = data.get("family"), id = data.get("document"), text = data.get("text").trim().toLowerCase();
  const seen = new Set(), whole = new Set();
  findings.forEach((finding) => {
    const own = finding.dataset;
    const fits = severities.includes(own.severity) && (!family || own.family === family) &&
      (!id || own.documents.split(" ").includes(id)) && (!text || finding.textContent.toLowerCase().includes(text));
    finding.hidden = !fits;
    whole.add(own.number);
    if (fits) seen.add(own.number);
  });
  all(".panel .group, .panel .rank, .panel details.fold").forEach((block) => {
    const held = all(".finding", block);
    block.hidden = held.length > 0 && held.every((finding) => finding.hidden);
  });
  one("#shown").textContent = seen.size === whole.size ? "" : "已筛选：显示 " + seen.size + " / " + whole.size + " 条";
}
let order = "";
findingForm.addEventListener("input", () => {
  const chosen = new FormData(findingForm).get("order") || "";
  if (chosen !== order) { order = chosen; arrange(order); }
  filterFindings();
});
findingForm.addEventListener("reset", () => window.setTimeout(() => { if (order) { order = ""; arrange(order); } filterFindings(); }));
findingForm.addEventListener("submit", (event) => event.preventDefault());

const matrixForm = one("#matrix-filters"), lines = all(".matrix tbody tr");
function filterMatrix() {
  const data = new FormData(matrixForm), statuses = data.getAll("status"), text = data.get("text").trim().toLowerCase();
  lines.forEach((line) => {
    line.hidden = !statuses.includes(line.dataset.status) || Boolean(text && !line.textContent.toLowerCase().includes(text));
  });
}
if (matrixForm) {
  matrixForm.addEventListener("input", filterMatrix);
  matrixForm.addEventListener("submit", (event) => event.preventDefault());
  filterMatrix();
}
