document.documentElement.classList.add("js");
try {
  var theme = window.localStorage.getItem("doccheck-theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
} catch (error) { /* pages opened from a file may have no storage */ }
