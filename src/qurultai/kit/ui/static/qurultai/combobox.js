// Search as you type for choosing a person, an organisation or a session (ARIA combobox with a list box).
// Without it the same input takes a name or a code and the server says whom it means.
(() => {
  "use strict";
  const PAUSE = 180;
  let serial = 0;

  const say = (words) => { const live = document.getElementById("live"); if (live) live.textContent = words; };

  const begin = (box) => {
    if (box.dataset.begun || !box.dataset.combobox) return;
    box.dataset.begun = "1";
    const input = box.querySelector("input");
    const list = document.createElement("ul");
    list.id = `proposals-${++serial}`;
    list.className = "proposals";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    const label = input.labels[0];
    list.setAttribute("aria-label", label ? label.textContent : input.name);
    input.removeAttribute("list");
    box.append(list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) input.setAttribute(name, value);

    let timer = 0;
    let asked = null;
    const options = () => [...list.querySelectorAll("[role=option]")];
    const here = () => list.querySelector("[aria-selected=true]");
    const show = (open) => {
      list.hidden = !open;
      input.setAttribute("aria-expanded", String(open));
      if (!open) input.removeAttribute("aria-activedescendant");
    };
    const mark = (option) => {
      options().forEach((one) => one.setAttribute("aria-selected", String(one === option)));
      if (!option) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    };
    const close = () => { clearTimeout(timer); if (asked) asked.abort(); mark(null); show(false); };
    const take = (option) => {
      input.value = option.dataset.value;
      close();
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const ask = async () => {
      const words = input.value.trim();
      if (asked) asked.abort();
      if (words.length < 2) return show(false);
      asked = new AbortController();
      try {
        const answer = await fetch(`${box.dataset.combobox}?q=${encodeURIComponent(words)}`, { signal: asked.signal });
        if (!answer.ok) return show(false);
        list.innerHTML = await answer.text();
      } catch { return; }
      options().forEach((option, n) => { option.id = `${list.id}-${n}`; });
      const found = options().length;
      show(found > 0 && document.activeElement === input);
      say(found ? box.dataset.some.replace("{n}", found) : box.dataset.none);
    };
    const step = (by) => {
      const all = options();
      if (list.hidden || !all.length) return ask();
      const at = all.indexOf(here());
      mark(all[(at + by + all.length + (at < 0 && by < 0 ? 1 : 0)) % all.length]);
    };

    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") { event.preventDefault(); step(1); }
      else if (event.key === "ArrowUp") { event.preventDefault(); step(-1); }
      else if (event.key === "Enter" && !list.hidden && here()) { event.preventDefault(); take(here()); }
      else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); event.stopPropagation(); close(); }
    });
    input.addEventListener("blur", close);
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => { const option = event.target.closest("[role=option]"); if (option) take(option); });
  };

  const ready = (inside) => inside.querySelectorAll("[data-combobox]").forEach(begin);
  document.addEventListener("htmx:load", (event) => ready(event.target.parentElement || document));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => ready(document)); else ready(document);
})();
