// The words of the page in all three languages, put there by the server.

export type Language = "kk" | "ru" | "en";
const LANGUAGES: Language[] = ["kk", "ru", "en"];
const all: Record<Language, Record<string, string>> = JSON.parse(document.getElementById("gate-words")!.textContent!);

let language: Language = "en";

export function speak(wanted: string | undefined): Language {
  const asked = [wanted, ...navigator.languages].map((tag) => tag?.slice(0, 2));
  language = LANGUAGES.find((one) => one === asked.find((tag) => LANGUAGES.includes(tag as Language))) ?? "en";
  document.documentElement.lang = language;
  return language;
}

// A word of the page; `{n}` is where a number goes.
export const word = (key: string, n?: number | string): string => (all[language][key] ?? key).replace("{n}", String(n ?? ""));

// Words that came with data, in the reader's language or the next best.
export function best(words: Record<string, string> | undefined): string {
  const order = language === "kk" ? ["kk", "ru", "en"] : language === "ru" ? ["ru", "en", "kk"] : ["en", "ru", "kk"];
  return order.map((tag) => words?.[tag]).find((text) => text) ?? Object.values(words ?? {})[0] ?? "";
}

export const languages = LANGUAGES.map((tag) => ({ tag, name: { kk: "Қазақша", ru: "Русский", en: "English" }[tag] }));
export const languageNow = (): Language => language;
