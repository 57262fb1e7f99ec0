// Chooses light or dark before the first paint; the only script that blocks. Before any other script it also says what
// the policy of trusted types lets through: HTML from our own server (the content policy lets no script run in it), and
// never the text or the address of a script but the one that keeps the gate's page.
window.trustedTypes?.createPolicy("default", {
  createHTML: (html) => html,
  createScriptURL: (url) => (url === "/gate/worker.js" ? url : null),
});
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
