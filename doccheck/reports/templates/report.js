(function () {
  "use strict";
  const one = (selector, root) => (root || document).querySelector(selector);
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const viewer = one("#viewer"), body = one("#viewer-body"), picker = one("#viewer-document");

  function openTab(name) {
    all(".panel").forEach((panel) => panel.classList.toggle("open", panel.id === name));
    all(".tabs button").forEach((tab) => tab.setAttribute("aria-selected", String(tab.dataset.tab === name)));
  }
  all(".tabs button").forEach((tab) => tab.addEventListener("click", () => openTab(tab.dataset.tab)));

  function showDocument(id) {
    all("article.text").forEach((article) => { article.hidden = article.id !== id; });
    if (picker) picker.value = id;
    return document.getElementById(id);
  }
  if (picker) picker.addEventListener("change", () => { clearMarks(); showDocument(picker.value); body.scrollTop = 0; });
  if (one("#viewer-close")) one("#viewer-close").addEventListener("click", () => viewer.classList.remove("open"));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && viewer) viewer.classList.remove("open"); });

  function clearMarks() {
    all("mark", body).forEach((mark) => { const parent = mark.parentNode; mark.replaceWith(...mark.childNodes); parent.normalize(); });
    all(".here", body).forEach((element) => element.classList.remove("here"));
  }

  /* Find the quoted words below root, blanks aside, and wrap them; a quote may run over several text nodes. */
  function markQuote(root, quote) {
    const wanted = quote.replace(/\s+/g, "").replace(/…$/, "");
    if (!wanted) return null;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const spots = [];
    let letters = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let index = 0; index < node.data.length; index += 1) {
        if (!/\s/.test(node.data[index])) { letters += node.data[index]; spots.push([node, index]); }
      }
    }
    const start = letters.indexOf(wanted);
    if (start < 0) return null;
    const ranges = new Map();
    for (let at = start; at < start + wanted.length; at += 1) {
      const [node, index] = spots[at];
      const range = ranges.get(node);
      ranges.set(node, range ? [range[0], index + 1] : [index, index + 1]);
    }
    let first = null;
    ranges.forEach(([from, to], node) => {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      const mark = document.createElement("mark");
      range.surroundContents(mark);
      first = first || mark;
    });
    return first;
  }

  function jump(button) {
    if (!viewer || !body) return;
    const data = button.dataset, article = showDocument(data.document);
    if (!article) return;
    all(".jump.active").forEach((other) => other.classList.remove("active"));
    button.classList.add("active");
    all(".finding.active").forEach((other) => other.classList.remove("active"));
    const finding = button.closest(".finding");
    if (finding) finding.classList.add("active");
    viewer.classList.add("open");
    clearMarks();
    let place = data.block !== undefined ? document.getElementById(data.document + "-b" + data.block) : null;
    if (place && data.cell) place = one('td[data-cell="' + data.cell + '"]', place) || place;
    const mark = (place && markQuote(place, data.quote)) || (!data.cell && markQuote(article, data.quote));
    if (place) place.classList.add("here");
    const page = data.page ? document.getElementById(data.document + "-p" + data.page) : null;
    const target = mark || place || page;
    if (target) {
      const box = target.getBoundingClientRect();
      body.scrollTop += box.top - body.getBoundingClientRect().top - body.clientHeight / 3;
    } else {
      body.scrollTop = 0;
    }
  }
  all(".jump").forEach((button) => button.addEventListener("click", () => jump(button)));

  function openFinding(id) {
    const finding = document.getElementById(id);
    if (!finding || !finding.classList.contains("finding")) return;
    openTab("findings");
    if (finding.hidden) { one("#finding-filters").reset(); filterFindings(); }
    viewer.classList.remove("open");
    finding.scrollIntoView({ block: "center" });
    all(".finding.active").forEach((other) => other.classList.remove("active"));
    finding.classList.add("active");
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#f"]');
    if (link) { event.preventDefault(); openFinding(link.getAttribute("href").slice(1)); }
  });

  const findings = all(".finding"), list = one(".findings"), findingForm = one("#finding-filters");
  function filterFindings() {
    const data = new FormData(findingForm), severities = data.getAll("severity");
    const code = data.get("code"), id = data.get("document"), text = data.get("text").trim().toLowerCase();
    let shown = 0;
    findings.forEach((finding) => {
      const fits = severities.includes(finding.dataset.severity) && (!code || finding.dataset.code === code) &&
        (!id || finding.dataset.documents.split(" ").includes(id)) && (!text || finding.textContent.toLowerCase().includes(text));
      finding.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    const byRank = data.get("order") === "severity";
    findings.slice().sort((a, b) => (byRank ? a.dataset.rank - b.dataset.rank : 0) || a.dataset.number - b.dataset.number)
      .forEach((finding) => list.appendChild(finding));
    one("#shown").textContent = shown === findings.length ? "" : "显示 " + shown + " / " + findings.length + " 条";
  }
  findingForm.addEventListener("input", filterFindings);
  findingForm.addEventListener("submit", (event) => event.preventDefault());

  const matrixForm = one("#matrix-filters"), lines = all(".matrix tbody tr");
  function filterMatrix() {
    const data = new FormData(matrixForm), statuses = data.getAll("status"), text = data.get("text").trim().toLowerCase();
    lines.forEach((line) => {
      line.hidden = !statuses.includes(line.dataset.status) || (text && !line.textContent.toLowerCase().includes(text));
    });
  }
  matrixForm.addEventListener("input", filterMatrix);
  matrixForm.addEventListener("submit", (event) => event.preventDefault());

  openTab("findings");
  filterFindings();
  filterMatrix();
  if (/^#f\d+$/.test(location.hash)) openFinding(location.hash.slice(1));
}());
