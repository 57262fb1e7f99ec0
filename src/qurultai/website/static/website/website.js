// What a ready page cannot know when it is made: how many days are left, what is on now, and what is the reader's own.
// All of it works without.
(() => {
  "use strict";
  const DAY = 86400000;
  const today = (zone) => new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date());
  const form = (count, language) => {
    if (language !== "ru") return count === 1 ? "one" : "many";
    const tens = count % 100, ones = count % 10;
    if (ones === 1 && tens !== 11) return "one";
    return ones > 1 && ones < 5 && (tens < 12 || tens > 14) ? "few" : "many";
  };
  const count = (place) => {
    const { countdown, until, zone } = place.dataset;
    const left = Math.round((Date.parse(countdown) - Date.parse(today(zone))) / DAY);
    if (left > 0) place.textContent = place.dataset[form(left, document.documentElement.lang)].replace("#", left);
    else if (today(zone) <= until) place.textContent = place.dataset.now;
    place.hidden = !place.textContent;
  };
  const when = (session) => [...session.querySelectorAll(".session-when time")].map((time) => Date.parse(time.dateTime));
  const mark = () => {
    const now = Date.now();
    for (const session of document.querySelectorAll(".session, .session-facts")) {
      const [start, end] = when(session);
      session.classList.toggle("session-now", start <= now && now < end);
      session.classList.toggle("session-past", end <= now);
    }
  };
  const coming = (list) => {
    const entries = [...list.querySelectorAll(".coming > .session")];
    const open = entries.filter((entry) => when(entry)[1] > Date.now());
    if (!open.length || open.length === entries.length) return;
    entries.forEach((entry) => { entry.hidden = !open.includes(entry); });
    for (const line of list.querySelectorAll(".day-line")) {
      let next = line.nextElementSibling;
      while (next && next.hidden) next = next.nextElementSibling;
      line.hidden = !next || next.matches(".day-line");
    }
    const title = list.querySelector("[data-coming-title]");
    title.textContent = title.dataset.comingTitle;
  };
  // Only where somebody has been signed in on this device: of everybody else nothing is asked (qurultai.js keeps "mine")
  const known = (act) => { try { return act(localStorage); } catch { return null; } };
  const mine = async (place) => {
    if (!known((store) => store.getItem("mine"))) return;
    const answer = await fetch(place.dataset.mine, { redirect: "manual" });
    if (answer.type === "opaqueredirect") known((store) => store.removeItem("mine"));
    if (!answer.ok) return;
    place.innerHTML = (await answer.text()).trim();
    place.hidden = !place.childElementCount;
  };
  // People are found as one writes, in any spelling of theirs, accents aside; without this the form asks the site's search
  const typed = "ёіғқңөұүәһıłøđ", alike = "еигкноууахilod";
  const folded = (words) => words.toLowerCase().replace(/./gu, (sign) => alike[typed.indexOf(sign)] || sign).normalize("NFKD").replace(/\p{M}/gu, "");
  const sift = (page) => {
    const words = page.querySelector("[data-sift-words]"), said = page.querySelector("[data-sifted]");
    const found = [...page.querySelectorAll(".people > li")].map((place) => [place, folded(`${place.textContent} ${place.dataset.also || ""}`)]);
    words?.addEventListener("input", () => {
      const wanted = folded(words.value).split(/\s+/).filter(Boolean);
      for (const [place, text] of found) place.hidden = !wanted.every((word) => text.includes(word));
      for (const part of page.querySelectorAll("[data-sift-part]")) part.hidden = !part.querySelector("li:not([hidden])");
      page.querySelector(".letters").hidden = wanted.length > 0;
      said.textContent = wanted.length ? said.dataset.sifted.replace("#", found.filter(([place]) => !place.hidden).length) : "";
    });
  };
  document.querySelectorAll("[data-sift]").forEach(sift);
  document.querySelectorAll("[data-mine]").forEach(mine);
  document.querySelectorAll("[data-countdown]").forEach(count);
  document.querySelectorAll("[data-coming]").forEach(coming);
  mark();
  setInterval(mark, 60000);
})();
