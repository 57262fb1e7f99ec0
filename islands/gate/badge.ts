// The code on a badge: the same strict reading as accreditation/rules/badge_code.py, without the validity, which the
// verdict looks at.

import { verifyAsync } from "@noble/ed25519";
import { base64Of, bytesOf, fromBase32, hexOf, joined, sha256, type Bytes } from "./bytes.ts";

const CHARACTERS = 159;
const FIELDS = 35;
const VERSION = 1;
const PURPOSE = bytesOf("qurultai badge\0");
const DISPLAY = bytesOf("qurultai gate display\0");

export type Refused = "not_a_code" | "other_forum" | "unknown_key" | "bad_signature";
export type Key = { number: number; public: string; from: number; until: number };
export type Badge = {
  key: number;
  serial: bigint;
  category: number;
  zones: number;
  validFrom: number;
  validUntil: number;
  photo: string;
  signature: Bytes;
};

// The badge that a text is, or why it is none. `keys` by hexadecimal public keys; `now` in ms.
export async function read(text: string, keys: Key[], forum: number, now: number): Promise<Badge | Refused> {
  const raw = text.length === CHARACTERS ? fromBase32(text) : null;
  if (!raw || raw[0] !== VERSION) return "not_a_code";
  const view = new DataView(raw.buffer);
  if (view.getUint32(2) !== forum) return "other_forum";
  const key = keys.find((one) => one.number === raw[1]);
  if (!key || now < key.from || now >= key.until) return "unknown_key";
  const fields = raw.slice(0, FIELDS), signature = raw.slice(FIELDS);
  if (!(await signed(key.public, signature, joined(PURPOSE, fields)))) return "bad_signature";
  return {
    key: raw[1]!,
    serial: view.getBigUint64(6),
    category: raw[14]!,
    zones: view.getUint32(15),
    validFrom: view.getUint32(19) * 1000,
    validUntil: view.getUint32(23) * 1000,
    photo: hexOf(raw.slice(27, 35)),
    signature,
  };
}

// WebCrypto where it knows Ed25519, else the library; both refuse signatures raised by the group's order.
async function signed(key: string, signature: Bytes, words: Bytes): Promise<boolean> {
  const point = Uint8Array.from(key.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  try {
    const known = await crypto.subtle.importKey("raw", point, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", known, signature, words);
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== "NotSupportedError") return false;
    return verifyAsync(signature, words, point, { zip215: false }).catch(() => false);
  }
}

export type Shown = { name: string; organisation: string; country: string; photo: string };

async function displayKey(signature: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", await sha256(joined(DISPLAY, signature)), "AES-GCM", false, ["decrypt"]);
}

// What was sealed for this badge; null for what another code closes.
export async function opened(signature: Bytes, sealed: Bytes): Promise<Bytes | null> {
  try {
    const iv = sealed.slice(0, 12);
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await displayKey(signature), sealed.slice(12)));
  } catch {
    return null;
  }
}

// A JPEG that was sealed for this badge, as an address that a page may show.
export async function picture(signature: Bytes, sealed: Bytes): Promise<string | null> {
  const plain = await opened(signature, sealed);
  return plain && `data:image/jpeg;base64,${base64Of(plain)}`;
}

export async function shown(signature: Bytes, sealed: Bytes): Promise<Shown | null> {
  const plain = await opened(signature, sealed);
  if (!plain) return null;
  const [name = "", organisation = "", country = "", photo = ""] = new TextDecoder().decode(plain).split("\n");
  return { name, organisation, country, photo };
}
