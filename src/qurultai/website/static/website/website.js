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
  document.querySelectorAll("[data-mine]").forEach(mine);
  document.querySelectorAll("[data-countdown]").forEach(count);
  document.querySelectorAll("[data-coming]").forEach(coming);
  mark();
  setInterval(mark, 60000);
})();
