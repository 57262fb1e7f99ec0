// Answers questions that a Python test asks, so that both sides of a gate are seen to say the same: JSON in, JSON out.

import { read, shown } from "../gate/badge.ts";
import { base64Of, fromHex, hexOf, sha256 } from "../gate/bytes.ts";
import { parsed } from "../gate/roster.ts";
import { packed } from "../gate/scans.ts";
import { verdict, type Held } from "../gate/verdicts.ts";

type Questions = {
  without?: boolean;
  codes: { text: string; keys: Parameters<typeof read>[1]; forum: number; now: number }[];
  verdicts: { known: Record<string, string[]> & { classes: Record<string, "A" | "B" | "C"> }; attempt: any }[];
  scans: any[];
  lists: string[];
  sealed: { signature: string; sealed: string }[];
};

async function code(one: Questions["codes"][number]): Promise<unknown> {
  const badge = await read(one.text, one.keys, one.forum, one.now);
  if (typeof badge === "string") return badge;
  return [badge.key, badge.serial.toString(), badge.category, badge.zones, badge.validFrom, badge.validUntil, badge.photo];
}

function judged({ known, attempt }: Questions["verdicts"][number]): unknown {
  const has = (name: string) => (...parts: string[]) => known[name]!.includes(parts.join("/"));
  const badge: Held = { ...attempt.badge, zones: new Set(attempt.badge.zones) };
  const keys = new Set(known["keys"]!.map(Number));
  const list = { keys, classes: known.classes, blocked: has("blocked"), inside: has("inside"), full: has("full") };
  const said = verdict(list, { ...attempt, badge });
  return [said.colour, said.reason];
}

async function scan(one: any): Promise<unknown> {
  const raw = packed({ ...one, scanId: fromHex(one.scanId), previous: fromHex(one.previous), serial: BigInt(one.serial) });
  return [hexOf(raw), hexOf(await sha256(raw)), base64Of(raw)];
}

function list(hex: string): unknown {
  const { head, rows, insides } = parsed(fromHex(hex).buffer);
  return { head, rows: rows.map((row) => ({ ...row, sealed: hexOf(row.sealed) })), insides };
}

const asked = JSON.parse(await new Response(process.stdin as unknown as ReadableStream).text()) as Questions;
if (asked.without) {
  // a browser whose WebCrypto does not know Ed25519
  const real = crypto.subtle.importKey.bind(crypto.subtle) as (...all: any[]) => Promise<CryptoKey>;
  crypto.subtle.importKey = ((...all: any[]) =>
    all[2] === "Ed25519" ? Promise.reject(new DOMException("", "NotSupportedError")) : real(...all)) as any;
}
const told = {
  codes: await Promise.all(asked.codes.map(code)),
  verdicts: asked.verdicts.map(judged),
  scans: await Promise.all(asked.scans.map(scan)),
  lists: asked.lists.map(list),
  sealed: await Promise.all(asked.sealed.map((one) => shown(fromHex(one.signature), fromHex(one.sealed)))),
};
process.stdout.write(JSON.stringify(told));
