// What a gate writes down of each scan: the same bytes as onsite/rules/scans.py `packed`.

import { bytesOf, joined, type Bytes } from "./bytes.ts";
import type { Colour } from "./verdicts.ts";

export type Direction = "in" | "out";
export type Scan = {
  scanId: Bytes;
  device: string;
  sequence: number;
  previous: Bytes;
  epoch: number;
  at: number;
  serial: bigint;
  zone: string;
  direction: Direction;
  verdict: Colour;
  kind: "scan" | "override";
  guard: string;
  reason: string;
};

export function packed(scan: Scan): Bytes {
  const numbers = new DataView(new ArrayBuffer(32));
  numbers.setBigUint64(0, BigInt(scan.sequence));
  numbers.setBigUint64(8, BigInt(scan.epoch));
  numbers.setBigInt64(16, BigInt(scan.at));
  numbers.setBigUint64(24, scan.serial);
  const words = [scan.device, scan.zone, scan.direction, scan.verdict, scan.kind, scan.guard, scan.reason];
  const text = words.map((word) => `${[...word].length}:${word}`).join("");
  return joined(scan.scanId, new Uint8Array(numbers.buffer), scan.previous, bytesOf(text));
}
