// Talking with the server: every request is signed with the device's own key, which cannot leave this browser.

import { base64Of, bytesOf, hexOf, joined, sha256, type Bytes } from "./bytes.ts";
import { parsed, photosParsed, type News, type Words } from "./roster.ts";
import type { Self, Written } from "./store.ts";

const API = "/api/v1/gate/";
const REQUEST = "qurultai gate\0";
const SCAN = bytesOf("qurultai scan\0");
const SIGNING = { name: "ECDSA", hash: "SHA-256" };
const PATIENCE = 10_000;

export type Measure = { epoch: number; ahead: number; error: number };
export type Answer<T> = { value: T; measure: Omit<Measure, "epoch"> };

export type Category = {
  id: string; name: Words; left: number | null; consents: { key: string; words: Words; needed: boolean }[];
};
export type Newcomer = {
  key: string; category: string; name: string; latin_name: string; country: string; organisation: string; email: string;
  consents: string[];
};

// `words` say why, in the language that was asked for.
export class Refused extends Error {
  constructor(public code: string, public status: number, public words = "") {
    super(code);
  }
}

// A key that this browser can use and nobody can take out of it.
export async function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
}

export async function sign(keys: CryptoKeyPair, words: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign(SIGNING, keys.privateKey, words));
}

export const signScan = (keys: CryptoKeyPair, raw: Bytes): Promise<Bytes> => sign(keys, joined(SCAN, raw));

export async function pair(code: string, keys: CryptoKeyPair): Promise<Omit<Self, "keys">> {
  const key = base64Of(new Uint8Array(await crypto.subtle.exportKey("raw", keys.publicKey)));
  const answer = await fetch(`${API}pairing`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ code, key }),
    credentials: "omit",
  });
  if (answer.status !== 201) throw new Refused("pairing", answer.status);
  return answer.json();
}

export class Contact {
  // What this device's clock is ahead of the server's, in ms, as far as it knows.
  ahead = 0;

  constructor(private self: Self) {}

  async news(since: number): Promise<Answer<News | null>> {
    const { response, measure } = await this.ask("GET", `${API}list?since=${since}`);
    return { value: response.status === 204 ? null : parsed(await response.arrayBuffer()), measure };
  }

  async tell(written: Written[], measures: Measure[], waiting: number): Promise<string[]> {
    const { response } = await this.ask("POST", `${API}scans`, JSON.stringify({
      device: this.self.device,
      scans: written.map((one) => ({ scan: base64Of(one.raw), signature: base64Of(one.signature) })),
      measures: measures.map((one) => [one.epoch, one.ahead, one.error]),
      waiting,
    }));
    return (await response.json()).results;
  }

  async photos(serials: string[]): Promise<{ serial: string; sealed: Bytes }[]> {
    const { response } = await this.ask("GET", `${API}photos?serials=${serials.join(",")}`);
    return photosParsed(await response.arrayBuffer());
  }

  async found(words: string): Promise<{ serial: string; name: string; organisation: string; country: string }[]> {
    const { response } = await this.ask("GET", `${API}found?q=${encodeURIComponent(words)}`);
    return (await response.json()).badges;
  }

  async door(language: string): Promise<{ categories: Category[]; countries: [string, string][] }> {
    const { response } = await this.ask("GET", `${API}door`, "", language);
    return response.json();
  }

  async register(newcomer: Newcomer, language: string): Promise<{ code: string; name: string; state: string }> {
    const { response } = await this.ask("POST", `${API}door/people`, JSON.stringify(newcomer), language);
    return response.json();
  }

  // One signed request. A clock that was set wrong is corrected by the answer, once.
  private async ask(
    method: string, path: string, body = "", language = "en", again = true,
  ): Promise<{ response: Response; measure: Omit<Measure, "epoch"> }> {
    const begun = Date.now();
    const at = String(Math.max(0, Math.round(begun - this.ahead)));
    const sent = bytesOf(body);
    const words = bytesOf(`${REQUEST}${method} ${path} ${at} ${hexOf(await sha256(sent))}`);
    const signature = base64Of(await sign(this.self.keys, words));
    const asked = Date.now();
    const response = await fetch(path, {
      method,
      headers: { Authorization: `Gate ${this.self.device} ${at} ${signature}`, "Content-Type": "application/json", "Accept-Language": language },
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
      ...(method === "POST" ? { body: sent } : {}),
    });
    const ended = Date.now(), now = Number(response.headers.get("Gate-Now"));
    const measure = { ahead: Math.round((asked + ended) / 2 - now), error: Math.ceil((ended - asked) / 2) + 1 };
    if (response.status === 401 && now && again && Math.abs(now - (begun - this.ahead)) > 60_000) {
      this.ahead = measure.ahead;
      return this.ask(method, path, body, language, false);
    }
    if (!response.ok || !now) {
      const said = await response.json().catch(() => ({ code: "server" }));
      throw new Refused(said.code, response.status, said.title);
    }
    return { response, measure };
  }
}
