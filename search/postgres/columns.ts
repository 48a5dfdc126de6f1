import { fieldCodes, regionCodes } from '../covering-codes.ts';
import type { SearchSort } from '../engine.ts';
import { CodeSets } from './code-sets.ts';

/** What filters, facets and sorts ask of one document. */
export interface ColumnRow {
  readonly num: number;
  readonly id: string;
  readonly orgId: string;
  readonly fields: readonly string[];
  readonly chains: readonly string[];
  readonly modes: readonly string[];
  readonly regionCode: string;
  readonly trl: number | null;
  readonly payLater: boolean;
  readonly isListed: boolean;
  readonly isProvincial: boolean;
  readonly rights: readonly string[];
  readonly prices: readonly string[];
  /** Fen; a price beyond 2^53 fen sorts as that. */
  readonly priceFen: number | null;
  readonly confirmedOn: string | null;
  readonly publishedOn: string;
}

type Coded = 'fields' | 'chains' | 'modes' | 'regions' | 'rights' | 'prices';

/** Bits of what a document is or is not. */
export const marks = { payLater: 1, listed: 2, provincial: 4 } as const;

/** All documents' filter columns in flat arrays, by slot (number − base): about 61 bytes a document. */
export class Columns {
  size = 0;
  private room = 0;
  alive = new Uint8Array(0);
  readonly sets = {
    fields: new CodeSets(),
    chains: new CodeSets(),
    modes: new CodeSets(),
    regions: new CodeSets(),
    rights: new CodeSets(),
    prices: new CodeSets(),
  };
  readonly codes: Record<Coded, Uint32Array> = {
    fields: new Uint32Array(0),
    chains: new Uint32Array(0),
    modes: new Uint32Array(0),
    regions: new Uint32Array(0),
    rights: new Uint32Array(0),
    prices: new Uint32Array(0),
  };
  readonly orgs = new CodeSets();
  org = new Uint32Array(0);
  trl = new Uint8Array(0);
  /** One bit a mark, see `marks`. */
  marks = new Uint8Array(0);
  private price = new Float64Array(0);
  private confirmed = new Uint32Array(0);
  private published = new Uint32Array(0);
  /** Four numbers an id. */
  private ids = new Uint32Array(0);

  constructor(readonly base: number) {}

  put(row: ColumnRow): void {
    const slot = row.num - this.base;
    this.reserve(slot + 1);
    this.alive[slot] = 1;
    this.codes.fields[slot] = this.sets.fields.numberOf(fieldCodes(row.fields));
    this.codes.chains[slot] = this.sets.chains.numberOf([...row.chains]);
    this.codes.modes[slot] = this.sets.modes.numberOf([...row.modes]);
    this.codes.regions[slot] = this.sets.regions.numberOf(regionCodes(row.regionCode));
    this.org[slot] = this.orgs.numberOf([row.orgId]);
    this.trl[slot] = row.trl ?? 0;
    this.codes.rights[slot] = this.sets.rights.numberOf([...row.rights]);
    this.codes.prices[slot] = this.sets.prices.numberOf([...row.prices]);
    this.marks[slot] =
      (row.payLater ? marks.payLater : 0) |
      (row.isListed ? marks.listed : 0) |
      (row.isProvincial ? marks.provincial : 0);
    this.price[slot] = row.priceFen ?? Number.POSITIVE_INFINITY;
    this.confirmed[slot] = dayNumber(row.confirmedOn);
    this.published[slot] = dayNumber(row.publishedOn);
    const id = row.id.replaceAll('-', '');
    for (let part = 0; part < 4; part += 1) {
      this.ids[slot * 4 + part] = parseInt(id.slice(part * 8, part * 8 + 8), 16);
    }
  }

  remove(num: number): void {
    const slot = num - this.base;
    if (slot >= 0 && slot < this.size) this.alive[slot] = 0;
  }

  /** Documents of other numbers are gone. */
  keepOnly(nums: Uint32Array): void {
    this.alive.fill(0);
    for (const num of nums) if (num - this.base < this.size) this.alive[num - this.base] = 1;
  }

  /** How many of the documents each organisation has. */
  countOrgs(slots: Uint32Array): Record<string, number> {
    const counts = new Uint32Array(this.orgs.sets.length);
    for (let at = 0; at < slots.length; at += 1) counts[this.org[slots[at]!]!]!++;
    return this.orgs.counts(counts);
  }

  /**
   * Order of two documents; equal ones by the day of confirmation, of publication, then the newer id, so that no order is
   * by chance. What the words weigh orders nothing but relevance: every engine can keep to that.
   */
  comparator(sort: SearchSort, score: (slot: number) => number): (a: number, b: number) => number {
    const tie = (a: number, b: number): number => this.newer(a, b);
    switch (sort) {
      case 'relevance':
        return (a, b) => score(b) - score(a) || tie(a, b);
      case 'confirmed':
        return tie;
      case 'trl':
        return (a, b) => this.trl[b]! - this.trl[a]! || tie(a, b);
      case 'price':
        return (a, b) => ascending(this.price[a]!, this.price[b]!) || tie(a, b);
    }
  }

  /** Order by relevance over scores by slot; whole numbers come back, so that ten thousand comparisons leave nothing behind. */
  byScore(score: Float32Array): (a: number, b: number) => number {
    return (a, b) => {
      const first = score[a]!;
      const second = score[b]!;
      return first === second ? this.newer(a, b) : first > second ? -1 : 1;
    };
  }

  private newer(a: number, b: number): number {
    return this.confirmed[b]! - this.confirmed[a]! || this.published[b]! - this.published[a]! || this.newerId(a, b);
  }

  private newerId(a: number, b: number): number {
    const { ids } = this;
    let part = 0;
    while (part < 3 && ids[a * 4 + part] === ids[b * 4 + part]) part += 1;
    return ids[b * 4 + part]! - ids[a * 4 + part]!;
  }

  private reserve(size: number): void {
    this.size = Math.max(this.size, size);
    if (size <= this.room) return;
    this.room = Math.max(1024, size + (size >> 1));
    const wide = (old: Uint32Array, times = 1) => {
      const fresh = new Uint32Array(this.room * times);
      fresh.set(old);
      return fresh;
    };
    const narrow = (old: Uint8Array) => {
      const fresh = new Uint8Array(this.room);
      fresh.set(old);
      return fresh;
    };
    for (const name of Object.keys(this.codes) as Coded[]) this.codes[name] = wide(this.codes[name]);
    this.org = wide(this.org);
    this.confirmed = wide(this.confirmed);
    this.published = wide(this.published);
    this.ids = wide(this.ids, 4);
    this.alive = narrow(this.alive);
    this.trl = narrow(this.trl);
    this.marks = narrow(this.marks);
    const price = new Float64Array(this.room);
    price.set(this.price);
    this.price = price;
  }
}

const dayNumber = (day: string | null): number => (day === null ? 0 : Number(day.replaceAll('-', '')));

const ascending = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
