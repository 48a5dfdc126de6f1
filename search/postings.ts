import { Packer, Unpacker } from './packed.ts';
import { bm25 } from './settings.ts';

/** Documents that hold a term: slots (number − base) and one byte of impact each; those of the index best first. */
export interface Postings {
  readonly slots: Uint32Array;
  readonly impacts: Uint8Array;
}

export const noPostings: Postings = { slots: new Uint32Array(0), impacts: new Uint8Array(0) };

/** A long list is kept in pieces, so that a match reads the best piece only. */
const segmentSizes = { first: 16_384, rest: 65_536 } as const;

/** Saturated term frequency of BM25 as one byte, 1 to 255. */
export function impactOf(count: number, length: number, averageLength: number): number {
  const norm = bm25.k1 * (1 - bm25.b + (bm25.b * length) / Math.max(1, averageLength));
  return Math.max(1, Math.min(255, Math.round((255 * count) / (count + norm))));
}

/** Inverse document frequency of BM25: never negative. */
export const idfOf = (df: number, docs: number): number => Math.log(1 + (Math.max(0, docs - df) + 0.5) / (df + 0.5));

/** Postings as they come, document by document: nine bytes each, linked by term, whatever the number of terms. */
export class PostingLists {
  private readonly heads = new Map<string, { last: number; count: number }>();
  private slots = new Uint32Array(1024);
  private impacts = new Uint8Array(1024);
  private before = new Uint32Array(1024);
  private size = 0;

  get postings(): number {
    return this.size;
  }

  add(term: string, slot: number, impact: number): void {
    if (this.size + 1 >= this.slots.length) this.grow();
    const place = (this.size += 1);
    this.slots[place] = slot;
    this.impacts[place] = impact;
    const head = this.heads.get(term);
    if (head) {
      this.before[place] = head.last;
      head.last = place;
      head.count += 1;
    } else {
      this.before[place] = 0;
      this.heads.set(term, { last: place, count: 1 });
    }
  }

  countOf(term: string): number {
    return this.heads.get(term)?.count ?? 0;
  }

  /** In the order of arrival. */
  of(term: string): Postings {
    const head = this.heads.get(term);
    if (!head) return noPostings;
    const slots = new Uint32Array(head.count);
    const impacts = new Uint8Array(head.count);
    for (let place = head.last, at = head.count - 1; place !== 0; place = this.before[place]!, at -= 1) {
      slots[at] = this.slots[place]!;
      impacts[at] = this.impacts[place]!;
    }
    return { slots, impacts };
  }

  /** All lists, best first, equal ones in the order of arrival. */
  *best(): Generator<readonly [term: string, postings: Postings]> {
    for (const term of this.heads.keys()) yield [term, byImpact(this.of(term))];
  }

  /** The same without the slots up to one. */
  after(slot: number): PostingLists {
    const kept = new PostingLists();
    for (const term of this.heads.keys()) {
      const { slots, impacts } = this.of(term);
      for (let at = 0; at < slots.length; at += 1) if (slots[at]! > slot) kept.add(term, slots[at]!, impacts[at]!);
    }
    return kept;
  }

  private grow(): void {
    const room = this.slots.length + Math.max(4096, this.slots.length >> 1);
    const copy = <List extends Uint32Array | Uint8Array>(into: List, from: List): List => {
      into.set(from);
      return into;
    };
    this.slots = copy(new Uint32Array(room), this.slots);
    this.impacts = copy(new Uint8Array(room), this.impacts);
    this.before = copy(new Uint32Array(room), this.before);
  }
}

/** A counting sort: one pass to count each of the 255 impacts, one to place. */
function byImpact({ slots, impacts }: Postings): Postings {
  if (slots.length < 2) return { slots, impacts };
  const starts = new Uint32Array(257);
  for (const impact of impacts) starts[256 - impact]!++;
  for (let at = 1; at < 257; at += 1) starts[at]! += starts[at - 1]!;
  const sorted = { slots: new Uint32Array(slots.length), impacts: new Uint8Array(slots.length) };
  for (let at = 0; at < slots.length; at += 1) {
    const impact = impacts[at]!;
    const place = starts[255 - impact]!++;
    sorted.slots[place] = slots[at]!;
    sorted.impacts[place] = impact;
  }
  return sorted;
}

export function* segmentsOf({ slots, impacts }: Postings): Generator<Postings> {
  for (let from = 0; from < slots.length;) {
    const to = from + (from === 0 ? segmentSizes.first : segmentSizes.rest);
    yield { slots: slots.subarray(from, to), impacts: impacts.subarray(from, to) };
    from = to;
  }
}

const packer = new Packer();

/**
 * A list, best first, as text: how many documents, then for each impact, from 255 down, the step to it, how many documents have it, and their
 * slots as gaps. A third of what the bare numbers take.
 */
export function packPostings({ slots, impacts }: Postings): string {
  packer.push(slots.length);
  let before = 256;
  for (let at = 0; at < slots.length;) {
    const impact = impacts[at]!;
    let to = at + 1;
    while (to < slots.length && impacts[to] === impact) to += 1;
    packer.push(before - impact);
    packer.push(to - at);
    let last = -1;
    for (; at < to; at += 1) {
      packer.push(slots[at]! - last - 1);
      last = slots[at]!;
    }
    before = impact;
  }
  return packer.take();
}

export function unpackPostings(bytes: Uint8Array): Postings {
  const numbers = new Unpacker(bytes);
  const count = numbers.next();
  const list = { slots: new Uint32Array(count), impacts: new Uint8Array(count) };
  let at = 0;
  for (let impact = 256; !numbers.isDone;) {
    impact -= numbers.next();
    const to = at + numbers.next();
    list.impacts.fill(impact, at, to);
    for (let slot = -1; at < to; at += 1) list.slots[at] = slot += numbers.next() + 1;
  }
  return list;
}

/** One list out of several, in the order given. */
export function joined(parts: readonly Postings[]): Postings {
  if (parts.length < 2) return parts[0] ?? noPostings;
  const slots = new Uint32Array(parts.reduce((sum, part) => sum + part.slots.length, 0));
  const impacts = new Uint8Array(slots.length);
  let at = 0;
  for (const part of parts) {
    slots.set(part.slots, at);
    impacts.set(part.impacts, at);
    at += part.slots.length;
  }
  return { slots, impacts };
}

/** Documents that stand in every list, with the least impact: words that only together mean something. */
export function together(lists: readonly Postings[]): Postings {
  const [shortest = noPostings, ...others] = [...lists].sort((a, b) => a.slots.length - b.slots.length);
  let kept = new Map<number, number>();
  for (let at = 0; at < shortest.slots.length; at += 1) kept.set(shortest.slots[at]!, shortest.impacts[at]!);
  for (const { slots, impacts } of others) {
    const both = new Map<number, number>();
    for (let at = 0; at < slots.length; at += 1) {
      const impact = kept.get(slots[at]!);
      if (impact !== undefined) both.set(slots[at]!, Math.min(impact, impacts[at]!));
    }
    kept = both;
  }
  return { slots: Uint32Array.from(kept.keys()), impacts: Uint8Array.from(kept.values()) };
}
