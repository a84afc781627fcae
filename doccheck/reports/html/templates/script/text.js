/* The papers: which one is shown, as text or as pages, and the words that are marked in it. */
const viewer = one("#viewer"), body = one("#viewer-body"), picker = one("#viewer-document");
const note = one("#viewer-note"), modes = one(".modes");
let chosenMode = null, current = null, opener = null;

function showDocument(id) {
  const article = document.getElementById(id);
  if (!article) return null;
  all("article.paper", body).forEach((other) => other.classList.toggle("open", other === article));
  const sheets = all(".sheet", body);
  sheets.forEach((sheet) => sheet.classList.toggle("open", sheet.dataset.document === id));
  if (modes) modes.hidden = !sheets.some((sheet) => sheet.dataset.document === id);
  picker.value = id;
  current = id;
  return article;
}

function setMode(mode) {
  const paged = mode === "page" && modes && !modes.hidden;
  body.classList.toggle("paged", Boolean(paged));
  if (modes) all("button", modes).forEach((button) => button.setAttribute("aria-pressed", String((button.dataset.mode === "page") === Boolean(paged))));
}
const isPaged = () => body.classList.contains("paged");

function clearMarks() {
  all("mark.passing", body).forEach((mark) => { const parent = mark.parentNode; mark.replaceWith(...mark.childNodes); parent.normalize(); });
  all(".on", body).forEach((element) => element.classList.remove("on"));
  all(".here", body).forEach((element) => element.classList.remove("here"));
  note.textContent = "";
}

/* Wrap the words "paragraph:start-end …" that the report has found; gives the first mark. */
function markWords(article, words) {
  let first = null;
  words.split(" ").forEach((piece) => {
    const parts = piece.split(/[:-]/).map(Number), root = one('[data-p="' + parts[0] + '"]', article);
    if (!root) return;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), ranges = [];
    let at = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const from = Math.max(parts[1] - at, 0), to = Math.min(parts[2] - at, node.data.length);
      if (from < to) ranges.push([node, from, to]);
      at += node.data.length;
    }
    ranges.forEach(([node, from, to]) => {
      const range = document.createRange(), mark = document.createElement("mark");
      range.setStart(node, from);
      range.setEnd(node, to);
      mark.className = "on passing";
      range.surroundContents(mark);
      first = first || mark;
    });
  });
  return first;
}

function placeOf(data) {
  let place = data.block !== undefined ? document.getElementById(data.document + "-b" + data.block) : null;
  if (place && data.cell) place = one('td[data-cell="' + data.cell + '"]', place) || place;
  return place;
}

/* The words of one piece of evidence, in the text and on the page; gives [element in the text, sheet]. */
function mark(article, data) {
  let first = null, sheet = null;
  if (data.key) {
    const same = all('mark[data-keys~="' + data.key + '"]', article);
    same.forEach((element) => element.classList.add("on"));
    first = same[0] || null;
    const box = all('rect[data-key="' + data.key + '"]', body);
    box.forEach((element) => element.classList.add("on"));
    sheet = box.length ? box[0].closest(".sheet") : null;
  } else if (data.at) {
    first = markWords(article, data.at);
  }
  const place = placeOf(data);
  if (place && (!first || place.tagName === "TD")) place.classList.add("here");
  const page = data.page ? document.getElementById(data.document + "-p" + data.page) : null;
  if (!sheet && data.page) sheet = document.getElementById("s-" + data.document + "-" + data.page);
  return [first || place || page, sheet];
}

function bring(target) {
  if (!target) { body.scrollTop = 0; return; }
  const centre = () => {
    const box = target.getBoundingClientRect(), frame = body.getBoundingClientRect();
    body.scrollTop += box.top - frame.top - Math.max(20, (frame.height - Math.min(box.height, frame.height)) / 3);
  };
  centre();
  window.requestAnimationFrame(() => window.requestAnimationFrame(centre)); /* what was not laid out has its height now */
}

function jump(link) {
  if (!body) return;
  const data = link.dataset, article = showDocument(data.document);
  if (!article) return;
  all(".jump.active").forEach((other) => { other.classList.remove("active"); other.removeAttribute("aria-current"); });
  link.classList.add("active");
  link.setAttribute("aria-current", "location");
  if (typeof select === "function") select(link.closest(".item"));
  clearMarks();
  const [target, sheet] = mark(article, data), scanned = (article.dataset.scanned || "").split(" ");
  const mode = chosenMode || (sheet && scanned.includes(String(data.page)) ? "page" : "text");
  setMode(mode === "page" && sheet ? "page" : "text");
  if (mode === "page" && !sheet) note.textContent = "这一处没有原页图像，显示文字。";
  else if (data.key && target && target.tagName !== "MARK") note.textContent = "原文没有所指的文字，标出的是应当写在的位置。";
  openViewer(link);
  bring(isPaged() ? one("rect.on", sheet) || sheet : target);
}

function openViewer(link) {
  opener = link;
  viewer.classList.add("open");
  if (narrow()) one("#viewer-close").focus();
}

function closeViewer() {
  if (!viewer || !viewer.classList.contains("open")) return false;
  viewer.classList.remove("open");
  clearMarks();
  all(".jump.active").forEach((other) => { other.classList.remove("active"); other.removeAttribute("aria-current"); });
  if (opener && document.contains(opener)) (opener.closest(".item") || opener).focus({ preventScroll: !narrow() });
  return true;
}

if (body) {
  showDocument(picker.value);
  picker.addEventListener("change", () => { clearMarks(); showDocument(picker.value); setMode(isPaged() ? "page" : "text"); body.scrollTop = 0; });
  one("#viewer-close").addEventListener("click", closeViewer);
  all("button", modes).forEach((button) => button.addEventListener("click", () => toggleMode(button.dataset.mode)));
  /* Marked words lead back to what is said of them. */
  body.addEventListener("click", (event) => {
    const marked = event.target.closest("mark[data-keys]");
    if (marked && !window.getSelection().toString()) openFinding(marked.dataset.keys.split(/[ -]/)[0], marked);
  });
}

function toggleMode(mode) {
  if (!body || modes.hidden) return;
  chosenMode = mode;
  setMode(mode);
  note.textContent = "";
  const active = one(".jump.active");
  const key = active && active.dataset.key;
  if (!isPaged()) { bring(one("article.open .on", body) || (active ? placeOf(active.dataset) : null)); return; }
  bring((key && one('.sheet.open rect[data-key="' + key + '"]', body)) ||
    (active && active.dataset.page && document.getElementById("s-" + current + "-" + active.dataset.page)) || one(".sheet.open", body));
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.jump");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  jump(link);
});
