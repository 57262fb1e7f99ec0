// The gate's page: one element. What a guard sees, and what she does.

import { newKeys, pair, Refused } from "./contact.ts";
import { field, make } from "./dom.ts";
import { doorTool } from "./door.ts";
import { Keeper, type Seen, type State } from "./keeper.ts";
import { signal } from "./signals.ts";
import * as store from "./store.ts";
import { best, languageNow, languages, speak, word } from "./words.ts";

const SAME_AGAIN = 4_000;
const SECONDS = 120;
const SHORTEST_CODE = 100;
const TICK = 1_000;
const REFUSED: Record<string, string> = { NotAllowedError: "camera_refused", NotFoundError: "camera_none" };

// What cannot be written down is not let in.
const NOT_WRITTEN: Seen = { colour: "red", reason: "not_written", serial: "", shown: null, photo: Promise.resolve(null), category: "", kind: "scan" };

class Gate extends HTMLElement {
  private keeper: Keeper | null = null;
  private seen: Seen | null = null;
  private busy = false;
  private last = { text: "", at: -Infinity };
  private typed = "";
  private stopCamera: (() => void) | null = null;
  private loud = true;
  private video = make("video", { class: "gate-video", muted: true, playsinline: true, hidden: true, "aria-hidden": "true" });

  async connectedCallback(): Promise<void> {
    speak(await store.setting("language").catch(() => undefined));
    if (!window.isSecureContext || !crypto.subtle) return this.say("unsafe");
    void navigator.serviceWorker?.register("/gate/worker.js", { scope: "/gate/" });
    document.addEventListener("keydown", (event) => this.key(event));
    setInterval(() => this.showStatus(), TICK);
    const self = await store.self();
    if (self) await this.stand(self);
    else this.showPairing();
  }

  private async stand(self: store.Self): Promise<void> {
    this.keeper = new Keeper(self);
    this.keeper.addEventListener("change", () => this.changed());
    this.showGate();
    await this.keeper.begin();
  }

  private changed(): void {
    const ready = this.dataset["ready"] === "yes";
    if (this.keeper?.state && (!ready || this.keeper.state.revoked)) this.showGate();
    else this.showStatus();
  }

  // --- pairing

  private showPairing(problem = ""): void {
    const given = new URLSearchParams(location.hash.slice(1)).get("pair") ?? "";
    const code = make("input", {
      class: "input gate-code", id: "code", name: "code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false",
      maxlength: "12", required: true, value: given,
    });
    const submit = async (event: Event): Promise<void> => {
      event.preventDefault();
      await this.pair(code.value);
    };
    const form = make("form", { class: "form", onsubmit: (event) => void submit(event), novalidate: true },
      problem && make("div", { class: "summary", role: "alert" }, make("a", { href: "#code" }, word(problem))),
      field(word("pair_code"), code, word("pair_help")),
      make("div", { class: "form-actions" }, make("button", { class: "button" }, word("pair_button"))));
    this.replaceChildren(this.bar(null), make("section", { class: "stack" }, make("h1", {}, word("pair_title")), form));
  }

  private async pair(code: string): Promise<void> {
    try {
      const keys = await newKeys();
      const self = { ...(await pair(code, keys)), keys };
      await store.begin(self);
      void navigator.storage?.persist?.();
      history.replaceState(null, "", location.pathname);
      await this.stand(self);
    } catch (error) {
      this.showPairing(error instanceof Refused ? "pair_failed" : "pair_no_network");
    }
  }

  // --- the gate

  private showGate(): void {
    const state = this.keeper?.state ?? null;
    if (!state) return this.say("waiting_list", false);
    if (state.revoked) return this.say("revoked");
    this.dataset["ready"] = "yes";
    this.replaceChildren(
      this.bar(state),
      make("div", { class: "gate-status", id: "gate-status" }),
      make("div", { class: "gate-result", id: "gate-result", "aria-live": "assertive", "aria-atomic": "true" }),
      this.video,
      this.tools(state),
    );
    this.showStatus();
    this.showResult();
  }

  private bar(state: State | null): HTMLElement {
    const choose = (event: Event): void => {
      const tag = (event.target as HTMLSelectElement).value;
      void store.keepSetting("language", tag);
      speak(tag);
      if (this.keeper) this.showGate();
      else this.showPairing();
    };
    const options = languages.map(({ tag, name }) => make("option", { value: tag, lang: tag, selected: tag === languageNow() }, name));
    const zone = state?.head.zones.find((one) => one.number === state.head.gate.zone);
    return make("header", { class: "gate-bar" },
      make("div", {},
        make(state ? "h1" : "p", { class: "gate-title" }, state ? best(state.head.gate.name) : word("title")),
        state && make("p", { class: "soft" }, [best(zone?.name), word(state.direction)].filter(Boolean).join(" · "))),
      make("label", { class: "unseen", for: "gate-language" }, word("language")),
      make("select", { class: "input", id: "gate-language", onchange: choose }, ...options));
  }

  private tools(state: State): HTMLElement {
    const code = make("input", { class: "input", id: "code", autocomplete: "off", spellcheck: "false" });
    const words = make("input", { class: "input", id: "words", type: "search", autocomplete: "off" });
    const check = (event: Event): void => {
      event.preventDefault();
      void this.scan(code.value);
      code.value = "";
    };
    const find = (event: Event): void => {
      event.preventDefault();
      void this.find(words.value);
    };
    const turn = (): void => {
      this.keeper!.direction = this.keeper!.direction === "in" ? "out" : "in";
      this.seen = null;
      this.showGate();
    };
    const quieter = (event: Event): void => {
      this.loud = !this.loud;
      (event.currentTarget as HTMLElement).textContent = word(this.loud ? "sound_off" : "sound_on");
    };
    return make("div", { class: "gate-tools stack" },
      make("div", { class: "row" },
        make("button", { class: "button", id: "camera", onclick: () => void this.toggleCamera() }, word("camera_on")),
        state.head.gate.direction === "both" &&
          make("button", { class: "button button-plain", onclick: turn }, word(state.direction === "in" ? "to_out" : "to_in")),
        make("button", { class: "button button-plain", onclick: quieter }, word(this.loud ? "sound_off" : "sound_on"))),
      make("details", {}, make("summary", {}, word("code_label")),
        make("form", { class: "stack-tight", onsubmit: check }, field(word("code_label"), code, word("code_help")),
          make("button", { class: "button button-plain" }, word("check")))),
      make("details", {}, make("summary", {}, word("search")),
        make("form", { class: "stack-tight", onsubmit: find }, field(word("search_label"), words),
          make("button", { class: "button button-plain" }, word("search"))),
        make("div", { id: "gate-found", "aria-live": "polite" })),
      doorTool(this.keeper!.contact));
  }

  private showStatus(): void {
    const place = this.querySelector("#gate-status"), state = this.keeper?.state;
    if (!place || !state) return;
    const seconds = Math.round(state.listAge / 1000);
    const age = seconds > 86_400_000 ? word("list_none")
      : seconds < SECONDS ? word("list_age_s", seconds) : word("list_age_min", Math.round(seconds / 60));
    place.replaceChildren(
      make("span", { class: `badge badge-${state.alone ? "sun" : "done"}` }, word(state.alone ? "alone" : "contact")),
      make("span", { id: "gate-age" }, age),
      make("span", { id: "gate-waiting", "data-n": String(state.waiting) }, word("waiting", state.waiting)),
      make("span", { id: "gate-inside", "data-n": String(state.inside) }, word("inside", state.inside)));
  }

  private showResult(meanwhile = "ready"): void {
    const place = this.querySelector<HTMLElement>("#gate-result");
    if (!place) return;
    const { seen } = this;
    if (!seen) return place.replaceChildren(make("p", { class: "gate-ready" }, word(meanwhile)));
    const through = seen.kind === "override" || seen.colour === "green";
    const said = seen.kind === "override" ? "override" : seen.colour === "green" && this.keeper!.direction === "out" ? "green_out" : seen.colour;
    const category = this.keeper!.state?.head.categories[seen.category];
    place.replaceChildren(
      make("div", { class: `gate-verdict gate-${seen.kind === "override" ? "green" : seen.colour}`, "data-colour": seen.colour, "data-kind": seen.kind },
        make("p", { class: "gate-word" }, word(said)),
        this.photo(seen),
        make("p", { class: "gate-reason" }, word(seen.reason)),
        seen.serial ? make("p", { class: "gate-name" }, seen.shown?.name ?? word("no_name")) : null,
        seen.shown && make("p", {}, [seen.shown.organisation, seen.shown.country].filter(Boolean).join(" · ")),
        category ? make("p", { class: "gate-category" }, best(category.name)) : null),
      !through && seen.serial ? this.overriding(seen) : "");
  }

  // A face comes when it is opened; the verdict does not wait for it.
  private photo(seen: Seen): HTMLElement {
    const place = make("div", { class: "gate-photo" });
    void seen.photo.catch(() => null).then((address) => {
      if (address) place.append(make("img", { src: address, alt: word("photo") }));
    });
    return place;
  }

  private overriding(seen: Seen): HTMLElement {
    const guard = make("input", { class: "input", id: "guard", autocomplete: "name", required: true, maxlength: "100" });
    const reason = make("input", { class: "input", id: "reason", required: true, maxlength: "300" });
    const problem = make("p", { class: "gate-problem", role: "alert" });
    void store.setting("guard").then((name) => (guard.value ||= name ?? ""));
    const decide = async (event: Event): Promise<void> => {
      event.preventDefault();
      if (!guard.value.trim() || !reason.value.trim()) {
        problem.textContent = word("guard_needed");
        return;
      }
      await store.keepSetting("guard", guard.value.trim());
      this.seen = await this.keeper!.override(seen, guard.value.trim(), reason.value.trim());
      this.showResult();
      this.showStatus();
    };
    return make("details", { class: "gate-override" }, make("summary", {}, word("override_title")),
      make("form", { class: "stack-tight", novalidate: true, onsubmit: (event) => void decide(event) },
        problem, field(word("guard"), guard), field(word("why"), reason),
        make("button", { class: "button button-danger" }, word("let_in"))));
  }

  // --- scanning

  private async scan(text: string): Promise<void> {
    const now = performance.now();
    if (this.busy || !text.trim() || !this.keeper?.state || this.keeper.state.revoked) return;
    // A badge that is held before the camera is shown once, however long that is.
    const same = text === this.last.text && now - this.last.at < SAME_AGAIN;
    this.last = { text, at: now };
    if (same) return;
    this.busy = true;
    this.seen = null;
    this.showResult("checking");
    try {
      this.show(await this.keeper.scan(text));
      performance.measure("verdict", { start: now, end: performance.now() });
    } catch {
      this.show(NOT_WRITTEN);
    } finally {
      this.busy = false;
      this.last.at = performance.now();
    }
  }

  private show(seen: Seen): void {
    this.seen = seen;
    this.showResult();
    this.showStatus();
    signal(seen.colour, this.loud);
  }

  // A hardware scanner types a code and Enter, wherever the focus is.
  private key(event: KeyboardEvent): void {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
    if (event.key === "Enter" && this.typed.length >= SHORTEST_CODE) {
      event.preventDefault();
      void this.scan(this.typed);
      this.typed = "";
    } else if (event.key.length === 1) this.typed = (this.typed + event.key).slice(-400);
    else if (event.key === "Enter") this.typed = "";
  }

  private async toggleCamera(): Promise<void> {
    const button = this.querySelector<HTMLButtonElement>("#camera")!;
    if (this.stopCamera) {
      this.stopCamera();
      this.stopCamera = null;
    } else {
      try {
        const { watch } = (await import(this.dataset["camera"]!)) as typeof import("./camera.ts");
        this.stopCamera = await watch(this.video, this.dataset["reader"]!, (text) => void this.scan(text));
      } catch (error) {
        const why = REFUSED[error instanceof DOMException ? error.name : ""] ?? "camera_failed";
        this.querySelector("#gate-result")!.replaceChildren(make("p", { class: "gate-ready" }, word(why)));
      }
    }
    this.video.hidden = !this.stopCamera;
    button.textContent = word(this.stopCamera ? "camera_off" : "camera_on");
  }

  private async find(words: string): Promise<void> {
    const place = this.querySelector("#gate-found")!;
    try {
      const found = await this.keeper!.found(words);
      const rows = found.map((one) => {
        const choose = async (): Promise<void> => {
          const seen = await this.keeper!.byList(one.serial, { ...one, photo: "" });
          if (seen) this.show(seen);
        };
        const button = make("button", { class: "button button-plain", onclick: () => void choose() }, word("check"));
        return make("li", { class: "row row-apart" }, make("span", {}, [one.name, one.organisation].filter(Boolean).join(" · ")), button);
      });
      place.replaceChildren(rows.length ? make("ul", { class: "stack-tight" }, ...rows) : make("p", {}, word("search_none")));
    } catch {
      place.replaceChildren(make("p", {}, word("search_no_network")));
    }
  }

  private say(key: string, problem = true): void {
    const words = make("p", problem ? { class: "gate-problem", role: "alert" } : { class: "gate-ready" }, word(key));
    const { state = null } = this.keeper ?? {};
    this.replaceChildren(this.bar(state), state ? "" : make("h1", { class: "unseen" }, word("title")), words);
  }
}

customElements.define("qurultai-gate", Gate);
