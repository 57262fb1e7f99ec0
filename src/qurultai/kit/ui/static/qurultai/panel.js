// A row's page opens beside its table instead of in its place. Without this script the link leads to the page.
(() => {
  "use strict";
  const wide = matchMedia("(min-width: 60rem)");
  // The page's own heading names the panel; the panel's is for a page without one
  const named = (panel, heading) => {
    const title = panel.querySelector(".dialog-head h2");
    title.hidden = Boolean(heading);
    if (heading) heading.id ||= "panel-heading";
    panel.setAttribute("aria-labelledby", (heading || title).id);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-panel] tbody th a");
    if (!link || !wide.matches || !window.htmx || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const panel = document.getElementById(link.closest("[data-panel]").dataset.panel);
    if (!panel) return;
    event.preventDefault();
    panel.querySelector("h2").textContent = link.textContent;
    panel.querySelector("[data-panel-page]").href = link.href;
    const body = panel.querySelector("[data-panel-body]");
    body.setAttribute("aria-busy", "true");
    window.htmx.ajax("GET", link.href, { target: body, select: "#main > .page", swap: "innerHTML" }).then(() => {
      body.removeAttribute("aria-busy");
      named(panel, body.querySelector("h1"));
      if (!panel.open) panel.showModal();
    });
    panel.addEventListener("close", () => { body.replaceChildren(); link.focus(); }, { once: true });
  });
})();
