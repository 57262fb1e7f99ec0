// The little that pages need beyond HTML and htmx: theme, dialogs, toasts, copying, sorting keys, drafts.
// Everything works without it. It never evaluates text and sets no inline style.
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const safely = (store, act) => { try { return act(store); } catch { return null; } };
  const say = (words) => {
    const region = document.getElementById("live");
    if (!region || !words) return;
    region.textContent = "";
    setTimeout(() => { region.textContent = words; }, 50);
  };

  // Theme
  const showTheme = () => all("[data-theme-toggle]").forEach((b) => b.setAttribute("aria-pressed", String(root.dataset.theme === "dark")));
  const toggleTheme = () => {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    safely(localStorage, (s) => s.setItem("theme", root.dataset.theme));
    showTheme();
  };

  // Dialogs: open, close, confirm (also instead of the browser's box for hx-confirm)
  const open = (id) => { const d = document.getElementById(id); if (d && !d.open) d.showModal(); return d; };
  const asked = (dialog, proceed) => {
    if (!dialog) return proceed();
    dialog.returnValue = "";
    dialog.addEventListener("close", () => dialog.returnValue === "yes" && proceed(), { once: true });
    dialog.showModal();
  };
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    const id = (button && button.dataset.confirm) || event.target.dataset.confirm;
    if (!id || event.target.dataset.confirmed) { delete event.target.dataset.confirmed; return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    asked(document.getElementById(id), () => { event.target.dataset.confirmed = "1"; event.target.requestSubmit(button); });
  }, true);
  document.addEventListener("htmx:confirm", (event) => {
    const dialog = document.getElementById("confirm");
    if (!event.detail.question || !dialog) return;
    event.preventDefault();
    dialog.querySelector("[data-question]").textContent = event.detail.question;
    asked(dialog, () => event.detail.issueRequest(true));
  });
  document.addEventListener("input", (event) => {
    const wanted = event.target.dataset.mustEqual;
    if (wanted === undefined) return;
    const button = event.target.closest("form, dialog").querySelector("[data-when-equal]");
    button.disabled = event.target.value.trim() !== wanted;
  });

  // Toasts leave by themselves when nothing in them can be pressed and nobody is in them
  const settle = (toast) => {
    if (toast.dataset.settled) return;
    toast.dataset.settled = "1";
    const wait = toast.querySelector("form, a") ? 20000 : 8000;
    const leave = () => (toast.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : toast.remove());
    if (!toast.hasAttribute("data-stays")) setTimeout(leave, wait);
  };

  const copy = async (button) => {
    await navigator.clipboard.writeText(button.dataset.copy);
    say(button.dataset.copied);
    button.classList.add("copied");
  };

  document.addEventListener("click", (event) => {
    const hit = (selector) => event.target.closest(selector);
    let found;
    if (hit("[data-theme-toggle]")) toggleTheme();
    else if ((found = hit("[data-opens]"))) { event.preventDefault(); open(found.dataset.opens); }
    else if ((found = hit("[data-closes]"))) found.closest("dialog").close();
    else if ((found = hit("[data-dismiss]"))) found.closest(".toast, .note").remove();
    else if ((found = hit("[data-copy]"))) copy(found);
    else if (event.target.matches("dialog")) event.target.close();
    else if (hit("[data-ticks-all]")) tickAll(hit("[data-ticks-all]"));
    else all(".menu[open]").forEach((m) => m.contains(event.target) || m.removeAttribute("open"));
  });

  // Tables: tick all, count the ticked, keys j k x / ?
  const ticks = (form) => all(".tick input[name]", form);
  const countTicked = (form) => all("[data-ticked]", form).forEach((place) => { place.textContent = ticks(form).filter((t) => t.checked).length; });
  const tickAll = (box) => { const form = box.closest("form"); ticks(form).forEach((t) => { t.checked = box.checked; }); countTicked(form); };
  document.addEventListener("change", (event) => {
    const form = event.target.closest(".table-form");
    if (form && event.target.matches(".tick input[name]")) countTicked(form);
  });
  const keysOff = () => safely(localStorage, (s) => s.getItem("keys")) === "off";
  const here = () => document.querySelector(".row-here");
  const go = (step) => {
    const rows = all("[data-keys] tbody tr");
    if (!rows.length) return;
    const at = rows.indexOf(here());
    const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
    if (here()) here().classList.remove("row-here");
    next.classList.add("row-here");
    (next.querySelector("a") || next.querySelector("button, input") || next).focus();
    next.scrollIntoView({ block: "nearest" });
  };
  const keys = {
    j: () => go(1),
    k: () => go(-1),
    x: () => { const t = here() && here().querySelector(".tick input"); if (t) t.click(); },
    "/": () => { const s = document.querySelector("[data-search]"); if (s) { s.focus(); s.select(); } },
    "?": () => open("keys"),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keysOff()) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog") || !document.querySelector("[data-keys]")) return;
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  // Arrow keys between the sessions of a programme grid
  document.addEventListener("keydown", (event) => {
    const grid = event.target.closest(".schedule");
    const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (!grid || !step) return;
    const from = event.target.getBoundingClientRect();
    const near = all(".session :is(h3, h4) a", grid).map((link) => {
      const box = link.getBoundingClientRect();
      const [dx, dy] = [box.x - from.x, box.y - from.y];
      const along = dx * step[0] + dy * step[1];
      return { link, along, cost: along + 3 * Math.abs(dx * step[1] + dy * step[0]) };
    }).filter((n) => n.along > 4).sort((a, b) => a.cost - b.cost)[0];
    if (near) { event.preventDefault(); near.link.focus(); }
  });

  // Drafts: what was typed stays until the server says it has it
  const keyOf = (form) => `draft:${form.dataset.draft}`;
  const kept = (field) => field.name && !["hidden", "password", "file", "submit"].includes(field.type) && !field.closest("[data-no-draft]");
  const read = (form) => [...form.elements].filter(kept).map((f) => [f.name, f.value, ["checkbox", "radio"].includes(f.type) ? f.checked : null]);
  const fill = (form, values) => [...form.elements].filter(kept).forEach((f) => {
    const saved = values.find(([name, value, on]) => name === f.name && (on === null || value === f.value));
    if (saved) { if (saved[2] === null) f.value = saved[1]; else f.checked = saved[2]; }
  });
  const keep = (form) => safely(localStorage, (s) => s.setItem(keyOf(form), JSON.stringify(read(form))));
  const restore = (form) => {
    const saved = safely(localStorage, (s) => JSON.parse(s.getItem(keyOf(form)) || "null"));
    if (!saved || form.hasAttribute("data-bound")) return;
    fill(form, saved);
    const note = form.querySelector("[data-draft-note]");
    if (note) note.hidden = false;
  };
  const forget = (key) => safely(localStorage, (s) => s.removeItem(`draft:${key}`));
  document.addEventListener("input", (event) => { const f = event.target.closest("form[data-draft]"); if (f) keep(f); });
  const sent = "sent-draft";
  const settled = () => safely(sessionStorage, (s) => {
    const key = s.getItem(sent);
    if (key && document.querySelector("#toasts > .toast-success")) forget(key);
    s.removeItem(sent);
  });
  document.addEventListener("submit", (event) => {
    const { draft } = event.target.dataset;
    if (draft) safely(sessionStorage, (s) => s.setItem(sent, draft));
    if (event.target.hasAttribute("data-clears-drafts")) {
      safely(localStorage, (s) => s.removeItem("mine"));
      safely(localStorage, (s) => Object.keys(s).filter((k) => k.startsWith("draft:")).forEach((k) => s.removeItem(k)));
    }
  });
  document.addEventListener("reset", (event) => { if (event.target.dataset.draft) forget(event.target.dataset.draft); });

  // The language switch keeps what was typed, once
  const carried = "typed";
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".languages a")) return;
    const forms = all("main form[method=post]").map(read);
    safely(sessionStorage, (s) => s.setItem(carried, JSON.stringify({ path: location.pathname.replace(/^\/[a-z]{2}\//, "/"), forms })));
  });
  const bringBack = () => {
    const saved = safely(sessionStorage, (s) => { const v = s.getItem(carried); s.removeItem(carried); return JSON.parse(v); });
    if (!saved || saved.path !== location.pathname.replace(/^\/[a-z]{2}\//, "/")) return;
    all("main form[method=post]").forEach((form, i) => saved.forms[i] && fill(form, saved.forms[i]));
  };

  // How old live data is
  const ages = () => all("[data-age]").forEach((place) => {
    const minutes = Math.floor((Date.now() - Date.parse(place.dataset.age)) / 60000);
    place.textContent = minutes < 1 ? place.dataset.fresh : place.dataset.old.replace("{n}", minutes);
    place.classList.toggle("age-old", minutes >= Number(place.dataset.limit || 5));
  });
  setInterval(ages, 15000);

  const ready = (inside) => {
    all(".toast", inside).forEach(settle);
    all("[data-draft-done]", inside).forEach((p) => forget(p.dataset.draftDone));
    all("form[data-draft]", inside).forEach(restore);
    all(".table-form", inside).forEach(countTicked);
    all("dialog[data-open]", inside).forEach((d) => open(d.id));
    const off = document.querySelector("[data-keys-off]");
    if (off) { off.checked = !keysOff(); off.onchange = () => safely(localStorage, (s) => s.setItem("keys", off.checked ? "on" : "off")); }
  };
  const start = () => {
    if (document.querySelector("body.cabinet, body.office")) safely(localStorage, (s) => s.setItem("mine", "1"));
    settled();
    ready(document);
    bringBack();
    showTheme();
    ages();
    const summary = document.querySelector("form:not([data-quiet]) > [data-summary]");
    if (summary) summary.focus();
  };
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector("meta[name=csrf]");
    if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token.content;
  });
  document.addEventListener("htmx:load", (event) => event.target !== document.body && ready(event.target.parentElement || document));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
})();
