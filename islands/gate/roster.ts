// What the server tells of badges, as onsite/rules/roster.py writes it.

import { hexOf, type Bytes } from "./bytes.ts";
import type { Key } from "./badge.ts";
import type { ZoneClass } from "./verdicts.ts";

export type Words = Record<string, string>;
export type Head = {
  version: number;
  since: number;
  now: number;
  edition: { name: Words; zone: string };
  gate: { name: Words; code: string; zone: number; direction: "in" | "out" | "both" };
  forum: number;
  keys: Key[];
  zones: { number: number; name: Words; kind: ZoneClass }[];
  categories: Record<string, { name: Words; colour: string }>;
  periods: number[];
  quotas: { tag: string; zone: number; most: number }[];
};
export type Row = {
  serial: string;
  blocked: boolean;
  hasPhoto: boolean;
  category: number;
  zones: number;
  validFrom: number;
  validUntil: number;
  tag: string;
  sealed: Bytes;
};
export type Inside = { serial: string; zone: string; inside: boolean; certain: boolean; period: number };
export type News = { head: Head; rows: Row[]; insides: Inside[] };

const ROW = 28;
const INSIDE = 12;

export function parsed(buffer: ArrayBuffer): News {
  const view = new DataView(buffer);
  if (new TextDecoder().decode(buffer.slice(0, 4)) !== "QR01") throw new Error("not a list");
  const length = view.getUint32(4);
  const head = JSON.parse(new TextDecoder().decode(buffer.slice(8, 8 + length))) as Head;
  let at = 8 + length;
  const rows: Row[] = [];
  let count = view.getUint32(at);
  for (at += 4; count--; ) {
    const sealed = view.getUint16(at + ROW - 2);
    rows.push({
      serial: view.getBigUint64(at).toString(),
      blocked: (view.getUint8(at + 8) & 1) === 1,
      hasPhoto: (view.getUint8(at + 8) & 2) === 2,
      category: view.getUint8(at + 9),
      zones: view.getUint32(at + 10),
      validFrom: view.getUint32(at + 14) * 1000,
      validUntil: view.getUint32(at + 18) * 1000,
      tag: hexOf(new Uint8Array(buffer, at + 22, 4)),
      sealed: new Uint8Array(buffer.slice(at + ROW, at + ROW + sealed)),
    });
    at += ROW + sealed;
  }
  const insides: Inside[] = [];
  count = view.getUint32(at);
  for (at += 4; count--; at += INSIDE) {
    const flags = view.getUint8(at + 9);
    insides.push({
      serial: view.getBigUint64(at).toString(),
      zone: String(view.getUint8(at + 8)),
      inside: (flags & 1) === 1,
      certain: (flags & 2) === 0,
      period: view.getUint16(at + 10),
    });
  }
  return { head, rows, insides };
}

// Sealed photos by serial.
export function photosParsed(buffer: ArrayBuffer): { serial: string; sealed: Bytes }[] {
  const view = new DataView(buffer);
  const photos = [];
  for (let at = 0; at < buffer.byteLength; ) {
    const end = at + 12 + view.getUint32(at + 8);
    photos.push({ serial: view.getBigUint64(at).toString(), sealed: new Uint8Array(buffer.slice(at + 12, end)) });
    at = end;
  }
  return photos;
}

// The numbers of the zones whose bits are set.
export function zonesOf(bits: number): Set<string> {
  const zones = new Set<string>();
  for (let number = 0; number < 32; number++) if ((bits >>> number) & 1) zones.add(String(number));
  return zones;
}

// The number of the period of an instant, 0 before the first start.
export const periodOf = (now: number, starts: number[]): number => starts.filter((start) => start <= now).length;
