// What the device keeps: its key, its account of scans, and the list. Written through to the disk where it matters.

import type { Bytes } from "./bytes.ts";
import type { Head, Inside, Row } from "./roster.ts";

export type Self = { device: string; code: string; keys: CryptoKeyPair };
export type Chain = { sequence: number; previous: Bytes; epoch: number };
export type Written = { sequence: number; raw: Bytes; signature: Bytes; told: 0 | 1 };

const STORES = ["self", "head", "rows", "insides", "journal", "photos"] as const;
type Store = (typeof STORES)[number];

let opening: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("gate", 1);
    asked.onupgradeneeded = () => {
      const db = asked.result;
      db.createObjectStore("self");
      db.createObjectStore("head");
      db.createObjectStore("rows", { keyPath: "serial" });
      db.createObjectStore("insides", { keyPath: ["serial", "zone"] });
      db.createObjectStore("photos", { keyPath: "serial" });
      db.createObjectStore("journal", { keyPath: "sequence" }).createIndex("told", "told");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opening;
}

const answer = <T>(asked: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

// One transaction; done when it is on the disk, if that is asked for.
async function change(stores: Store[], make: (store: (name: Store) => IDBObjectStore) => void, durable = false): Promise<void> {
  const db = await database();
  await new Promise<void>((resolve, reject) => {
    const all = db.transaction(stores, "readwrite", { durability: durable ? "strict" : "relaxed" });
    all.oncomplete = () => resolve();
    all.onabort = all.onerror = () => reject(all.error);
    make((name) => all.objectStore(name));
  });
}

async function one<T>(store: Store, key: IDBValidKey): Promise<T | undefined> {
  const db = await database();
  return answer<T | undefined>(db.transaction(store).objectStore(store).get(key));
}

async function every<T>(store: Store): Promise<T[]> {
  const db = await database();
  return answer<T[]>(db.transaction(store).objectStore(store).getAll());
}

export const self = (): Promise<Self | undefined> => one<Self>("self", "self");
export const chain = (): Promise<Chain | undefined> => one<Chain>("self", "chain");
export const setting = (name: string): Promise<string | undefined> => one<string>("self", name);
export const keepSetting = (name: string, value: string): Promise<void> =>
  change(["self"], (store) => store("self").put(value, name));

// A new device begins a new account; whatever was kept before is another device's.
export function begin(self: Self): Promise<void> {
  const chain: Chain = { sequence: 0, previous: new Uint8Array(32), epoch: 0 };
  return change([...STORES], (store) => {
    for (const name of ["head", "rows", "insides", "journal", "photos"] as const) store(name).clear();
    store("self").put(self, "self");
    store("self").put(chain, "chain");
  }, true);
}

export const keepChain = (chain: Chain): Promise<void> => change(["self"], (store) => store("self").put(chain, "chain"), true);

// A scan, how far the account reaches, and who is inside by it, together, on the disk before anything is shown.
export function write(written: Written, chain: Chain, inside: Inside | null): Promise<void> {
  return change(["journal", "self", "insides"], (store) => {
    store("journal").add(written);
    store("self").put(chain, "chain");
    if (inside) store("insides").put(inside);
  }, true);
}

export async function waiting(most: number): Promise<Written[]> {
  const db = await database();
  return answer<Written[]>(db.transaction("journal").objectStore("journal").index("told").getAll(0, most));
}

export async function howManyWait(): Promise<number> {
  const db = await database();
  return answer(db.transaction("journal").objectStore("journal").index("told").count(0));
}

export const acknowledge = (told: Written[]): Promise<void> =>
  change(["journal"], (store) => told.forEach((one) => store("journal").put({ ...one, told: 1 })));

export async function list(): Promise<{ head: Head; rows: Row[]; insides: Inside[] } | null> {
  const head = await one<Head>("head", "head");
  return head ? { head, rows: await every<Row>("rows"), insides: await every<Inside>("insides") } : null;
}

export function keepNews(head: Head, rows: Row[], insides: Inside[]): Promise<void> {
  return change(["head", "rows", "insides", "photos"], (store) => {
    rows.forEach((row) => store("photos").delete(row.serial));
    if (!head.since) {
      store("rows").clear();
      store("insides").clear();
    }
    store("head").put(head, "head");
    rows.forEach((row) => store("rows").put(row));
    insides.forEach((inside) => store("insides").put(inside));
  });
}

export type Photo = { serial: string; sealed: Bytes };
export const photo = (serial: string): Promise<Photo | undefined> => one<Photo>("photos", serial);
export const keepPhotos = (photos: Photo[]): Promise<void> =>
  change(["photos"], (store) => photos.forEach((photo) => store("photos").put(photo)));

export async function photosKept(): Promise<Set<string>> {
  const db = await database();
  return new Set((await answer(db.transaction("photos").objectStore("photos").getAllKeys())) as string[]);
}
