import { pairNumber, readPairs } from './pair-list.ts';

// In how many documents a pair of characters stands: 2^20 counters, a few pairs share one. Stored as one byte each on a
// logarithmic scale (step 1.08 from 0 to 330 million): an idf needs no more.

const size = 1 << 20;
const step = Math.log(1.08);
const slotOf = (number: number): number => number >>> 2;

export class PairCounts {
  private readonly counts = new Uint32Array(size);

  /** The pairs of one more document. */
  add(list: Uint8Array): void {
    readPairs(list, (number) => {
      this.counts[slotOf(number)]!++;
    });
  }

  /** As stored. */
  bytes(): Buffer {
    const bytes = Buffer.alloc(size);
    for (let at = 0; at < size; at += 1) {
      const count = this.counts[at]!;
      if (count > 0) bytes[at] = Math.min(255, Math.round(Math.log1p(count) / step));
    }
    return bytes;
  }
}

/** Documents with the pair, about; 0 for a pair never seen. */
export const pairCount = (bytes: Uint8Array, pair: string): number =>
  Math.expm1((bytes[slotOf(pairNumber(pair))] ?? 0) * step);
