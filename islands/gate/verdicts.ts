// What a gate shows: the same rules in the same order as onsite/rules/verdicts.py; vectors made there are run here.

import type { Direction } from "./scans.ts";

export type ZoneClass = "A" | "B" | "C";
export type Colour = "green" | "amber" | "red";
export type Reach = "server" | "hub" | "alone";
export type Reason =
  | "blocked" | "unknown_key" | "other_zone" | "not_yet" | "expired" | "nobody_to_ask" | "already_inside"
  | "organisation_full" | "on_the_way_out" | "fine";
export type Verdict = { colour: Colour; reason: Reason };

export type Held = {
  serial: string;
  key: number;
  zones: ReadonlySet<string>;
  validFrom: number;
  validUntil: number;
  organisation: string;
};
export type Known = {
  keys: ReadonlySet<number>;
  classes: Readonly<Record<string, ZoneClass>>;
  blocked: (serial: string) => boolean;
  inside: (serial: string, zone: string) => boolean;
  full: (organisation: string, zone: string) => boolean;
};
export type Attempt = { badge: Held; zone: string; direction: Direction; now: number; reach: Reach; listAge: number };

export const OLDEST_LIST: Partial<Record<ZoneClass, number>> = { A: 1_000, B: 30_000 };

export const classOf = (known: Known, zone: string): ZoneClass => known.classes[zone] ?? "A";

function nobodyToAsk(known: Known, attempt: Attempt, kind: ZoneClass): boolean {
  if (classOf(known, attempt.zone) !== kind) return false;
  return attempt.reach === "alone" || attempt.listAge > OLDEST_LIST[kind]!;
}

const RULES: [Colour, Reason, (known: Known, attempt: Attempt) => boolean][] = [
  ["green", "on_the_way_out", (_, a) => a.direction === "out"],
  ["red", "blocked", (known, a) => known.blocked(a.badge.serial)],
  ["red", "unknown_key", (known, a) => !known.keys.has(a.badge.key)],
  ["red", "other_zone", (_, a) => !a.badge.zones.has(a.zone)],
  ["red", "not_yet", (_, a) => a.now < a.badge.validFrom],
  ["red", "expired", (_, a) => a.now >= a.badge.validUntil],
  ["red", "nobody_to_ask", (known, a) => nobodyToAsk(known, a, "A")],
  ["amber", "nobody_to_ask", (known, a) => nobodyToAsk(known, a, "B")],
  ["amber", "already_inside", (known, a) => known.inside(a.badge.serial, a.zone)],
  ["amber", "organisation_full", (known, a) => known.full(a.badge.organisation, a.zone)],
];

export function verdict(known: Known, attempt: Attempt): Verdict {
  for (const [colour, reason, holds] of RULES) if (holds(known, attempt)) return { colour, reason };
  return { colour: "green", reason: "fine" };
}
