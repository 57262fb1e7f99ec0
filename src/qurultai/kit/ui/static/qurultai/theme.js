// Chooses light or dark before the first paint; the only script that blocks.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const stored = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const apply = () => { if (!root.hasAttribute("data-theme-fixed")) root.dataset.theme = stored() || (dark.matches ? "dark" : "light"); };
  root.classList.add("js");
  dark.addEventListener("change", apply);
  addEventListener("storage", apply);
  apply();
})();
