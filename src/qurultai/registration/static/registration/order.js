// Rows of a list are dragged into order; the buttons beside them do the same without it.
(() => {
  "use strict";
  document.querySelectorAll("form[data-order]").forEach((form) => {
    let held = null;
    const rows = () => [...form.querySelectorAll("[data-key]")];
    rows().forEach((row) => { row.draggable = true; });
    form.addEventListener("dragstart", (event) => { held = event.target.closest("[data-key]"); });
    form.addEventListener("dragover", (event) => {
      const over = event.target.closest("[data-key]");
      if (!held || !over) return;
      event.preventDefault();
      const box = over.getBoundingClientRect();
      if (over !== held) over.parentElement.insertBefore(held, event.clientY < box.y + box.height / 2 ? over : over.nextSibling);
    });
    form.addEventListener("drop", (event) => {
      if (!held) return;
      event.preventDefault();
      rows().forEach((row) => {
        const field = Object.assign(document.createElement("input"), { type: "hidden", name: "order", value: row.dataset.key });
        form.append(field);
      });
      form.requestSubmit();
    });
  });
})();
