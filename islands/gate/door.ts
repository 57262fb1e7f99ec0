// Somebody without a badge stands at the gate: she is registered there, with a network, and goes on to the badge desk.

import { Refused, type Category, type Contact, type Newcomer } from "./contact.ts";
import { field, make } from "./dom.ts";
import { best, languageNow, word } from "./words.ts";

const NEXT: Record<string, string> = { approved: "door_approved", waiting: "door_waiting", submitted: "door_submitted" };

// One form at a time; sent twice it registers once, for its key is made with it.
export function doorTool(contact: Contact): HTMLElement {
  const place = make("div", { class: "stack-tight", id: "gate-door", "aria-live": "polite" });
  const open = async (): Promise<void> => {
    if (!details.open) return;
    if (!navigator.onLine) return said(place, "door_no_network");
    try {
      const { categories, countries } = await contact.door(languageNow());
      if (!categories.length) return said(place, "door_none");
      place.replaceChildren(form(place, contact, categories, countries, () => void open()));
    } catch {
      said(place, "door_no_network");
    }
  };
  const details = make("details", { ontoggle: () => void open() }, make("summary", {}, word("door")), place);
  return details;
}

function why(error: unknown): string {
  if (!(error instanceof Refused)) return word("door_no_network");
  return error.code === "already_registered" ? word("door_already") : error.words || word("door_none");
}

const said = (place: HTMLElement, key: string): void => place.replaceChildren(make("p", { class: "gate-problem" }, word(key)));

function form(
  place: HTMLElement, contact: Contact, categories: Category[], countries: [string, string][], again: () => void,
): HTMLElement {
  const key = crypto.randomUUID();
  const line = (id: string, more: Record<string, string | boolean> = {}) =>
    make("input", { class: "input", id, autocomplete: "off", maxlength: "200", ...more });
  const name = line("door-name", { required: true }), latin = line("door-latin", { pattern: "[ -~\u00C0-\u024F’]*" });
  const house = line("door-house"), email = line("door-email", { type: "email", maxlength: "254" });
  const country = make("select", { class: "input", id: "door-country", required: true },
    make("option", { value: "" }, word("door_choose")), ...countries.map(([code, words]) => make("option", { value: code }, words)));
  const category = make("select", { class: "input", id: "door-category", required: true, onchange: () => ask() },
    ...categories.map((one) => make("option", { value: one.id }, [best(one.name), one.left === null ? "" : word("door_left", Math.max(0, one.left))].filter(Boolean).join(" · "))));
  const asked = make("div", { class: "stack-tight" });
  const problem = make("p", { class: "gate-problem", role: "alert" });
  const button = make("button", { class: "button" }, word("door_send"));
  const ask = (): void => {
    const { consents } = categories.find((one) => one.id === category.value)!;
    asked.replaceChildren(...consents.map((one) => make("label", { class: "row", for: `door-${one.key}` },
      make("input", { type: "checkbox", id: `door-${one.key}`, value: one.key, required: one.needed }), make("span", {}, best(one.words)))));
  };
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const wrong = made.querySelector<HTMLElement>(":invalid");
    if (wrong) {
      problem.textContent = word("door_missing");
      return wrong.focus();
    }
    const consents = [...asked.querySelectorAll<HTMLInputElement>("input:checked")].map((one) => one.value);
    const told: Newcomer = {
      key, category: category.value, name: name.value, latin_name: latin.value, country: country.value,
      organisation: house.value, email: email.value, consents,
    };
    button.disabled = true;
    try {
      const { code, state, name: called } = await contact.register(told, languageNow());
      place.replaceChildren(
        make("p", { class: "gate-code", id: "door-code" }, code),
        make("p", {}, make("strong", {}, called)),
        make("p", {}, word(NEXT[state] ?? "door_submitted")),
        make("button", { class: "button button-plain", onclick: again }, word("door_another")));
    } catch (error) {
      problem.textContent = why(error);
    } finally {
      button.disabled = false;
    }
  };
  ask();
  const made = make("form", { class: "stack-tight", novalidate: true, onsubmit: (event) => void send(event) },
    problem, field(word("door_name"), name), field(word("door_latin"), latin), field(word("door_country"), country),
    field(word("door_house"), house), field(word("door_email"), email), field(word("door_category"), category), asked, button);
  return made;
}
