import { bm25 } from './settings.ts';

/** Documents that hold a term, best first: slots (number − base) and one byte of impact each. */
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

/** Collects postings in the order of slots and gives them back by impact. */
export class PostingBuilder {
  private readonly lists = new Map<string, number[]>();

  /** Slot and impact share one number: up to 2^32 slots fit below 2^40. */
  add(term: string, slot: number, impact: number): void {
    const packed = slot * 256 + impact;
    const list = this.lists.get(term);
    if (list) list.push(packed);
    else this.lists.set(term, [packed]);
  }

  get terms(): number {
    return this.lists.size;
  }

  *postings(): Generator<readonly [term: string, postings: Postings]> {
    for (const [term, packed] of this.lists) {
      packed.sort((a, b) => (b % 256) - (a % 256) || a - b);
      yield [
        term,
        {
          slots: Uint32Array.from(packed, (one) => Math.floor(one / 256)),
          impacts: Uint8Array.from(packed, (one) => one % 256),
        },
      ];
    }
  }
}

export function* segmentsOf({ slots, impacts }: Postings): Generator<Postings> {
  for (let from = 0; from < slots.length;) {
    const to = from + (from === 0 ? segmentSizes.first : segmentSizes.rest);
    yield { slots: slots.subarray(from, to), impacts: impacts.subarray(from, to) };
    from = to;
  }
}

/** Bytes of the slots, little endian whatever the machine. */
export function slotBytes(slots: Uint32Array): Buffer {
  const bytes = Buffer.allocUnsafe(slots.length * 4);
  for (const [at, slot] of slots.entries()) bytes.writeUInt32LE(slot, at * 4);
  return bytes;
}

export function readSlots(bytes: Buffer): Uint32Array {
  const slots = new Uint32Array(bytes.length / 4);
  for (let at = 0; at < slots.length; at += 1) slots[at] = bytes.readUInt32LE(at * 4);
  return slots;
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
