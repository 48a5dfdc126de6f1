import { regionCovers } from '#app/domain/access.ts';
import type { SearchAnswer, SearchFilters, SearchSort } from './engine.ts';

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
type Facets = SearchAnswer['facets'];

/** A field item (17.2) also counts for its field (17), a county also for its 市州 and its province. */
export const fieldCodes = (codes: readonly string[]): string[] => [
  ...new Set(codes.flatMap((code) => (code.includes('.') ? [code, code.slice(0, code.indexOf('.'))] : [code]))),
];
export const regionCodes = (code: string): string[] =>
  /^\d{6}$/.test(code) ? [...new Set([code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`])] : [code];

/** Sets of codes that documents have, each kept once: ten thousand documents share a few hundred. */
class CodeSets {
  readonly sets: string[][] = [];
  private readonly numbers = new Map<string, number>();

  numberOf(codes: string[]): number {
    const key = codes.join('\n');
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.sets.length;
      this.sets.push(codes);
      this.numbers.set(key, number);
    }
    return number;
  }

  /** One flag a set: does it hold what the filter asks for? */
  passes(test: (code: string) => boolean): Uint8Array {
    return Uint8Array.from(this.sets, (codes) => (codes.some(test) ? 1 : 0));
  }

  counts(perSet: Uint32Array): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const [number, codes] of this.sets.entries()) {
      const count = perSet[number] ?? 0;
      if (count > 0) for (const code of codes) counts[code] = (counts[code] ?? 0) + count;
    }
    return counts;
  }
}

/** All documents' filter columns in flat arrays, by slot (number − base): about 61 bytes a document. */
export class Columns {
  size = 0;
  private room = 0;
  alive = new Uint8Array(0);
  private readonly sets = {
    fields: new CodeSets(),
    chains: new CodeSets(),
    modes: new CodeSets(),
    regions: new CodeSets(),
    rights: new CodeSets(),
    prices: new CodeSets(),
  };
  private readonly codes: Record<Coded, Uint32Array> = {
    fields: new Uint32Array(0),
    chains: new Uint32Array(0),
    modes: new Uint32Array(0),
    regions: new Uint32Array(0),
    rights: new Uint32Array(0),
    prices: new Uint32Array(0),
  };
  private readonly orgs = new CodeSets();
  private org = new Uint32Array(0);
  private trl = new Uint8Array(0);
  /** One bit a mark, see `marks`. */
  private marks = new Uint8Array(0);
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

  /**
   * One pass over the candidates, or over all documents: which pass all filters, and for each facet how many there are
   * of each code when its own filter is left out.
   */
  filter(filters: SearchFilters, candidates: Uint32Array | null): { slots: Uint32Array; facets: Facets } {
    const wanted = {
      fields: any(filters.fields) ? this.sets.fields.passes((code) => filters.fields!.includes(code)) : null,
      chains: any(filters.chains) ? this.sets.chains.passes((code) => filters.chains!.includes(code)) : null,
      modes: any(filters.modes) ? this.sets.modes.passes((code) => filters.modes!.includes(code)) : null,
      rights: any(filters.rights) ? this.sets.rights.passes((code) => filters.rights!.includes(code)) : null,
      prices: any(filters.prices) ? this.sets.prices.passes((code) => filters.prices!.includes(code)) : null,
      regions: any(filters.regions)
        ? Uint8Array.from(this.sets.regions.sets, ([own]) =>
            filters.regions!.some((asked) => regionCovers(asked, own ?? '')) ? 1 : 0,
          )
        : null,
      org: filters.orgId === undefined ? null : this.orgs.passes((id) => id === filters.orgId),
    };
    const trlMin = filters.trlMin ?? 0;
    const trlMax = filters.trlMax ?? 9;
    const asksTrl = filters.trlMin !== undefined || filters.trlMax !== undefined;
    const counts = {
      fields: new Uint32Array(this.sets.fields.sets.length),
      chains: new Uint32Array(this.sets.chains.sets.length),
      modes: new Uint32Array(this.sets.modes.sets.length),
      regions: new Uint32Array(this.sets.regions.sets.length),
      rights: new Uint32Array(this.sets.rights.sets.length),
      prices: new Uint32Array(this.sets.prices.sets.length),
      trl: new Uint32Array(10),
      payLater: new Uint32Array(2),
      listed: new Uint32Array(2),
      provincial: new Uint32Array(2),
    };
    const { fields, chains, modes, regions, rights, prices } = this.codes;
    const count = candidates === null ? this.size : candidates.length;
    const slots = new Uint32Array(count);
    let passed = 0;
    for (let at = 0; at < count; at += 1) {
      const slot = candidates === null ? at : candidates[at]!;
      if (this.alive[slot] !== 1) continue;
      if (wanted.org && wanted.org[this.org[slot]!] === 0) continue;
      const [field, chain, mode, region] = [fields[slot]!, chains[slot]!, modes[slot]!, regions[slot]!];
      const trl = this.trl[slot]!;
      const [right, price] = [rights[slot]!, prices[slot]!];
      const mark = this.marks[slot]!;
      const payLater = mark & marks.payLater;
      const listed = (mark & marks.listed) >> 1;
      const provincial = (mark & marks.provincial) >> 2;
      // One bit for each facet whose own filter refuses the document.
      const refused =
        (wanted.fields && wanted.fields[field] === 0 ? 1 : 0) |
        (wanted.chains && wanted.chains[chain] === 0 ? 2 : 0) |
        (wanted.modes && wanted.modes[mode] === 0 ? 4 : 0) |
        (wanted.regions && wanted.regions[region] === 0 ? 8 : 0) |
        (asksTrl && (trl === 0 || trl < trlMin || trl > trlMax) ? 16 : 0) |
        (filters.payLater !== undefined && (payLater === 1) !== filters.payLater ? 32 : 0) |
        (wanted.rights && wanted.rights[right] === 0 ? 64 : 0) |
        (wanted.prices && wanted.prices[price] === 0 ? 128 : 0) |
        (filters.listed && listed === 0 ? 256 : 0) |
        (filters.provincial && provincial === 0 ? 512 : 0);
      if (refused === 0) slots[passed++] = slot;
      if ((refused & ~1) === 0) counts.fields[field]!++;
      if ((refused & ~2) === 0) counts.chains[chain]!++;
      if ((refused & ~4) === 0) counts.modes[mode]!++;
      if ((refused & ~8) === 0) counts.regions[region]!++;
      if ((refused & ~16) === 0) counts.trl[trl]!++;
      if ((refused & ~32) === 0) counts.payLater[payLater]!++;
      if ((refused & ~64) === 0) counts.rights[right]!++;
      if ((refused & ~128) === 0) counts.prices[price]!++;
      if ((refused & ~256) === 0) counts.listed[listed]!++;
      if ((refused & ~512) === 0) counts.provincial[provincial]!++;
    }
    return {
      slots: slots.subarray(0, passed),
      facets: {
        fields: this.sets.fields.counts(counts.fields),
        chains: this.sets.chains.counts(counts.chains),
        modes: this.sets.modes.counts(counts.modes),
        regions: this.sets.regions.counts(counts.regions),
        trl: named(counts.trl, (level) => (level === 0 ? null : String(level))),
        rights: this.sets.rights.counts(counts.rights),
        prices: this.sets.prices.counts(counts.prices),
        payLater: named(counts.payLater, flagName),
        listed: named(counts.listed, flagName),
        provincial: named(counts.provincial, flagName),
      },
    };
  }

  /**
   * Order of two documents; equal ones by the day of confirmation, of publication, then the newer id, so that no order is
   * by chance. What the words weigh orders nothing but relevance: every engine can keep to that.
   */
  comparator(sort: SearchSort, score: (slot: number) => number): (a: number, b: number) => number {
    const tie = (a: number, b: number): number =>
      this.confirmed[b]! - this.confirmed[a]! || this.published[b]! - this.published[a]! || this.newerId(a, b);
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

/** Bits of what a document is or is not. */
const marks = { payLater: 1, listed: 2, provincial: 4 } as const;
const flagName = (flag: number): string => (flag === 1 ? 'true' : 'false');

const any = (codes: readonly string[] | undefined): boolean => codes !== undefined && codes.length > 0;

const dayNumber = (day: string | null): number => (day === null ? 0 : Number(day.replaceAll('-', '')));

const ascending = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

function named(counts: Uint32Array, name: (at: number) => string | null): Record<string, number> {
  const result: Record<string, number> = {};
  for (const [at, count] of counts.entries()) {
    const key = name(at);
    if (key !== null && count > 0) result[key] = count;
  }
  return result;
}
