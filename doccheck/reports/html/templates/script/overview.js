/* The overview's filters and its order. */
const form = one("#overview-filters"), rows = all(".entries tbody tr"), table = one(".entries tbody");
function filter() {
  const data = new FormData(form), verdicts = data.getAll("verdict"), programme = data.get("programme") || "";
  const text = data.get("text").trim().toLowerCase(), order = data.get("order");
  let seen = 0;
  rows.forEach((row) => {
    row.hidden = !verdicts.includes(row.dataset.verdict) || Boolean(programme && row.dataset.programme !== programme) ||
      Boolean(text && !row.textContent.toLowerCase().includes(text));
    seen += row.hidden ? 0 : 1;
  });
  rows.slice().sort((a, b) => (order ? b.dataset[order] - a.dataset[order] : 0) || a.dataset.number - b.dataset.number)
    .forEach((row) => table.appendChild(row));
  one("#shown").textContent = seen === rows.length ? "" : "已筛选：显示 " + seen + " / " + rows.length + " 份";
}
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
filter();
