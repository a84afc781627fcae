const one = (selector, root) => (root || document).querySelector(selector);
const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
const store = {
  get(name) { try { return window.localStorage.getItem("doccheck-" + name); } catch (error) { return null; } },
  set(name, value) { try { window.localStorage.setItem("doccheck-" + name, value); } catch (error) { /* kept for this visit only */ } },
};
const narrow = () => window.matchMedia("(max-width: 900px)").matches;
const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/* The switch between light and dark. */
const THEMES = [["auto", "自动", "跟随系统"], ["light", "浅色", "浅色"], ["dark", "深色", "深色"]];
const themeButton = one("#theme");
function setTheme(name) {
  const theme = THEMES.find((entry) => entry[0] === name) || THEMES[0];
  if (theme[0] === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme[0];
  themeButton.textContent = "配色：" + theme[1];
  themeButton.setAttribute("aria-label", "配色：" + theme[2]);
  themeButton.dataset.theme = theme[0];
  store.set("theme", theme[0]);
}
if (themeButton) {
  setTheme(document.documentElement.dataset.theme || "auto");
  themeButton.addEventListener("click", () => {
    const at = THEMES.findIndex((entry) => entry[0] === themeButton.dataset.theme);
    setTheme(THEMES[(at + 1) % THEMES.length][0]);
  });
}
if (one("#print")) one("#print").addEventListener("click", () => window.print());
