// The gate without its face: reads badges, judges by its list, writes down and signs before anything is shown, and talks
// to the server whenever it can. There is no switch between with and without a network.

import { picture, read, shown, type Badge, type Refused as Unreadable, type Shown } from "./badge.ts";
import { sha256, type Bytes } from "./bytes.ts";
import { Contact, Refused, signScan, type Measure } from "./contact.ts";
import { periodOf, zonesOf, type Head, type Inside, type Row } from "./roster.ts";
import { packed, type Direction, type Scan } from "./scans.ts";
import * as store from "./store.ts";
import { classOf, OLDEST_LIST, verdict, type Colour, type Held, type Known, type Reason, type Verdict } from "./verdicts.ts";

const EVERY = 5_000;
const BATCH = 100;
const JUMP = 500;
const PHOTOS = 20;
const NO_PHOTO = Promise.resolve(null);
// For how long a gate asks before it judges by a list that is older than a second; one that is alone and may be does not.
const FRESH = 1_000;
const ASKING = { A: 3_000, B: 1_500, C: 200 };

export type Seen = {
  colour: Colour;
  reason: Reason | Unreadable | "not_written";
  serial: string;
  shown: Shown | null;
  photo: Promise<string | null>;
  category: string;
  kind: "scan" | "override";
};
export type State = {
  head: Head;
  direction: Direction;
  listAge: number;
  waiting: number;
  inside: number;
  alone: boolean;
  revoked: boolean;
};

export class Keeper extends EventTarget {
  readonly contact: Contact;
  private rows = new Map<string, Row>();
  private insides = new Map<string, Inside>();
  private head: Head | null = null;
  private heardAt = -Infinity;
  private heardOn = -Infinity;
  private alone = true;
  private revoked = false;
  private waiting = 0;
  private epoch = 0;
  private skew = 0;
  private measure: Measure | null = null;
  private told: Measure | null = null;
  private round: Promise<void> | null = null;
  private hearing: Promise<void> | null = null;
  private again = false;
  private without = new Set<string>();
  direction: Direction = "in";

  constructor(private self: store.Self) {
    super();
    this.contact = new Contact(self);
  }

  async begin(): Promise<void> {
    const kept = await store.list();
    if (kept) this.takeOver(kept.head, kept.rows, kept.insides);
    this.contact.ahead = Number(await store.setting("ahead")) || 0;
    this.heardOn = Number(await store.setting("heardOn")) || -Infinity;
    this.heardAt = performance.now() - (Date.now() - this.heardOn);
    await this.newEpoch();
    this.waiting = await store.howManyWait();
    this.changed();
    setInterval(() => void this.meet(), EVERY);
    addEventListener("online", () => void this.meet());
    await this.meet();
  }

  get state(): State | null {
    if (!this.head) return null;
    const zone = this.zone;
    const inside = [...this.insides.values()].filter((one) => one.zone === zone && this.isIn(one)).length;
    const { head, direction, waiting, alone, revoked } = this;
    return { head, direction, listAge: this.listAge, waiting, inside, alone, revoked };
  }

  // Somebody shows a badge's code.
  async scan(text: string): Promise<Seen> {
    await this.watchClock();
    const badge = await read(text.trim(), this.head?.keys ?? [], this.head?.forum ?? -1, this.now);
    if (typeof badge === "string") return this.unreadable(badge);
    const row = this.rows.get(badge.serial.toString());
    // What a badge opens is what the list says today; only a badge that the list does not know yet opens what it says itself.
    const held: Held = {
      serial: badge.serial.toString(),
      key: badge.key,
      zones: zonesOf(row?.zones ?? badge.zones),
      validFrom: row?.validFrom ?? badge.validFrom,
      validUntil: row?.validUntil ?? badge.validUntil,
      organisation: row?.tag ?? "",
    };
    const showing = row ? shown(badge.signature, row.sealed) : Promise.resolve(null);
    const photo = row?.hasPhoto ? this.photo(badge) : NO_PHOTO;
    return this.judge(held, badge.category, showing, photo);
  }

  // Somebody whose code will not read, found by name: the list says what her badge opens.
  async byList(serial: string, known: Shown): Promise<Seen | null> {
    const row = this.rows.get(serial);
    if (!row || !this.head) return null;
    await this.watchClock();
    const key = this.head.keys[0]?.number ?? -1;
    const { validFrom, validUntil, tag } = row;
    const held: Held = { serial, key, zones: zonesOf(row.zones), validFrom, validUntil, organisation: tag };
    return this.judge(held, row.category, Promise.resolve(known), NO_PHOTO);
  }

  // The guard decides otherwise, with name and reason: a scan of its own.
  async override(seen: Seen, guard: string, reason: string): Promise<Seen> {
    await this.write(seen.serial, { colour: seen.colour, reason: "fine" }, "override", guard, reason);
    return { ...seen, kind: "override" };
  }

  found = (words: string) => this.contact.found(words);

  // One round at a time; what is asked meanwhile is done by one more.
  async meet(): Promise<void> {
    if (this.round) {
      this.again = true;
      return this.round;
    }
    this.round = this.meetOnce().finally(() => {
      this.round = null;
      if (this.again) {
        this.again = false;
        void this.meet();
      }
    });
    return this.round;
  }

  private async judge(
    held: Held, category: number, showing: Promise<Shown | null>, photo: Promise<string | null>,
  ): Promise<Seen> {
    await this.askFirst();
    const said: Verdict = verdict(this.known, {
      badge: held,
      zone: this.zone,
      direction: this.direction,
      now: this.now,
      reach: this.alone ? "alone" : "server",
      listAge: this.listAge,
    });
    await this.write(held.serial, said, "scan", "", "");
    return { ...said, serial: held.serial, shown: await showing, photo, category: String(category), kind: "scan" };
  }

  // What is blocked is refused within a second where there is a network: whoever may be asked is asked before judging.
  private async askFirst(): Promise<void> {
    const kind = classOf(this.known, this.zone), age = this.listAge;
    const mayGoOn = age <= (OLDEST_LIST[kind] ?? Infinity);
    if (this.direction === "out" || age <= FRESH || (mayGoOn && this.alone)) return;
    const enough = new Promise<void>((resolve) => setTimeout(resolve, mayGoOn ? ASKING.C : ASKING[kind]));
    await Promise.race([this.hearAgain().catch(() => undefined), enough]);
  }

  // What is being asked already may have been asked too early.
  private async hearAgain(): Promise<void> {
    await this.hear();
    if (this.listAge > FRESH) await this.hear();
  }

  // The photo that is kept, or the server's when it can be asked; opened with what only this badge holds.
  private async photo(badge: Badge): Promise<string | null> {
    const serial = badge.serial.toString();
    const kept = await store.photo(serial);
    const sealed = kept ?? (await this.contact.photos([serial]).catch(() => []))[0];
    return sealed ? picture(badge.signature, sealed.sealed) : null;
  }

  // Some of the photos that are not kept yet, while there is nothing else to do.
  private async keepPhotos(): Promise<void> {
    const kept = await store.photosKept();
    const missing = [...this.rows.values()].filter((row) => row.hasPhoto && !kept.has(row.serial) && !this.without.has(row.serial));
    const asked = missing.slice(0, PHOTOS).map((row) => row.serial);
    if (!asked.length) return;
    const photos = await this.contact.photos(asked);
    const come = new Set(photos.map((photo) => photo.serial));
    asked.filter((serial) => !come.has(serial)).forEach((serial) => this.without.add(serial));
    await store.keepPhotos(photos);
  }

  private unreadable(reason: Unreadable): Seen {
    const colour = this.direction === "out" && reason !== "not_a_code" ? "green" : "red";
    return { colour, reason, serial: "", shown: null, photo: NO_PHOTO, category: "", kind: "scan" };
  }

  // Written, signed and on the disk, one after another over all tabs, before it is shown.
  private async write(serial: string, said: Verdict, kind: Scan["kind"], guard: string, reason: string): Promise<void> {
    await navigator.locks.request("gate-account", async () => {
      const chain = (await store.chain())!;
      const scan: Scan = {
        scanId: crypto.getRandomValues(new Uint8Array(16)),
        device: this.self.device,
        sequence: chain.sequence + 1,
        previous: chain.previous as Bytes,
        epoch: this.epoch,
        at: Date.now(),
        serial: BigInt(serial),
        zone: this.zone,
        direction: this.direction,
        verdict: said.colour,
        kind,
        guard,
        reason,
      };
      const raw = packed(scan);
      const [signature, previous] = await Promise.all([signScan(this.self.keys, raw), sha256(raw)]);
      const written = { sequence: scan.sequence, raw, signature, told: 0 as const };
      const inside = said.colour === "green" || kind === "override" ? this.remember(serial) : null;
      await store.write(written, { ...chain, sequence: scan.sequence, previous }, inside);
    });
    this.waiting++;
    void this.meet();
  }

  private remember(serial: string): Inside {
    const zone = this.zone, period = this.period;
    const inside = { serial, zone, inside: this.direction === "in", certain: true, period };
    this.insides.set(`${serial}/${zone}`, inside);
    return inside;
  }

  private async meetOnce(): Promise<void> {
    if (this.revoked) return this.tellAll().catch(() => this.changed());
    try {
      await this.hear();
      await this.tellAll();
      await this.keepPhotos();
    } catch (error) {
      this.noContact(error);
    }
    this.changed();
  }

  // News of the list; one question at a time, and what is waiting to be sent does not hold it up.
  private hear(): Promise<void> {
    this.hearing ??= this.hearOnce().finally(() => (this.hearing = null));
    return this.hearing;
  }

  private async hearOnce(): Promise<void> {
    try {
      const asked = performance.now(), on = Date.now();
      const { value, measure } = await this.contact.news(this.head?.version ?? 0);
      this.heardAt = asked;
      this.heardOn = on;
      void store.keepSetting("heardOn", String(on));
      this.alone = false;
      this.learn(measure);
      if (value) {
        await store.keepNews(value.head, value.rows, value.insides);
        this.takeOver(value.head, value.rows, value.insides);
      }
    } catch (error) {
      this.noContact(error);
      throw error;
    }
    this.changed();
  }

  private noContact(error: unknown): void {
    if (error instanceof Refused && error.code === "revoked") this.revoked = true;
    this.alone = true;
  }

  private async tellAll(): Promise<void> {
    for (let batch = await store.waiting(BATCH); batch.length || this.untold; batch = await store.waiting(BATCH)) {
      const measure = this.untold;
      const results = await this.contact.tell(batch, measure ? [measure] : [], this.waiting);
      if (measure) this.told = measure;
      await store.acknowledge(batch.filter((_, place) => results[place] !== "not_signed"));
      this.waiting = await store.howManyWait();
      this.changed();
      if (results.includes("not_signed")) return;
    }
  }

  // A measure of the clock that the server does not have yet and would rather have.
  private get untold(): Measure | null {
    const better = this.measure && (!this.told || this.told.epoch !== this.measure.epoch || this.measure.error < this.told.error);
    return better ? this.measure : null;
  }

  private learn(measure: Omit<Measure, "epoch">): void {
    if (this.measure && this.measure.error <= measure.error) return;
    this.measure = { epoch: this.epoch, ...measure };
    this.contact.ahead = measure.ahead;
    void store.keepSetting("ahead", String(measure.ahead));
  }

  // In one epoch the clock runs evenly: a start and a clock that was set begin another.
  private async watchClock(): Promise<void> {
    if (Math.abs(Date.now() - performance.timeOrigin - performance.now() - this.skew) > JUMP) await this.newEpoch();
  }

  private async newEpoch(): Promise<void> {
    this.skew = Date.now() - performance.timeOrigin - performance.now();
    this.measure = null;
    await navigator.locks.request("gate-account", async () => {
      const chain = (await store.chain())!;
      this.epoch = chain.epoch + 1;
      await store.keepChain({ ...chain, epoch: this.epoch });
    });
  }

  private takeOver(head: Head, rows: Row[], insides: Inside[]): void {
    if (!head.since) {
      this.rows.clear();
      this.insides.clear();
    }
    this.head = head;
    rows.forEach((row) => this.rows.set(row.serial, row));
    insides.forEach((one) => this.insides.set(`${one.serial}/${one.zone}`, one));
    if (head.gate.direction !== "both") this.direction = head.gate.direction;
  }

  private changed(): void {
    this.dispatchEvent(new Event("change"));
  }

  private get known(): Known {
    const { head } = this;
    return {
      keys: new Set(head?.keys.map((key) => key.number)),
      classes: Object.fromEntries(head?.zones.map((zone) => [String(zone.number), zone.kind]) ?? []),
      blocked: (serial) => this.rows.get(serial)?.blocked ?? false,
      inside: (serial, zone) => this.isIn(this.insides.get(`${serial}/${zone}`)),
      full: (organisation, zone) => this.isFull(organisation, zone),
    };
  }

  private isIn = (one: Inside | undefined): boolean => one !== undefined && one.inside && one.period === this.period;

  private isFull(organisation: string, zone: string): boolean {
    const quota = this.head?.quotas.find((one) => one.tag === organisation && String(one.zone) === zone);
    if (!quota) return false;
    const mine = (one: Inside) => one.zone === zone && this.rows.get(one.serial)?.tag === organisation && this.isIn(one);
    return [...this.insides.values()].filter(mine).length >= quota.most;
  }

  private get now(): number {
    return Date.now() - this.contact.ahead;
  }

  private get period(): number {
    return periodOf(this.now, this.head?.periods ?? []);
  }

  private get zone(): string {
    return String(this.head?.gate.zone ?? "");
  }

  // One clock stands still while the device sleeps, the other can be set: the list is as old as the worse of them says.
  private get listAge(): number {
    return Math.round(Math.max(performance.now() - this.heardAt, Math.abs(Date.now() - this.heardOn)));
  }
}

export type { Badge };
