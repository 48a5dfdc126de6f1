import { pairsOf } from '#app/domain/pairs.ts';

// In how many documents a pair of characters stands: 2^20 hashed counters. Stored as one byte each on a logarithmic
// scale (step 1.08 from 0 to 330 million): an idf needs no more.

const size = 1 << 20;
const step = Math.log(1.08);

export class PairCounts {
  private readonly counts = new Uint32Array(size);

  add(text: string): void {
    for (const slot of new Set(pairsOf(text).map(slotOf))) this.counts[slot]!++;
  }

  /** As stored. */
  bytes(): Buffer {
    return Buffer.from(Uint8Array.from(this.counts, (count) => Math.min(255, Math.round(Math.log1p(count) / step))));
  }
}

/** Documents with the pair, about; 0 for a pair never seen. */
export const pairCount = (bytes: Uint8Array, pair: string): number => Math.expm1((bytes[slotOf(pair)] ?? 0) * step);

function slotOf(pair: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < pair.length; at += 1) hash = Math.imul(hash ^ pair.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 12;
}
