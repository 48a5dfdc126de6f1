import { scanPairs } from '#app/domain/pair-table.ts';

// In how many documents a pair of characters stands: 2^20 hashed counters. Stored as one byte each on a logarithmic
// scale (step 1.08 from 0 to 330 million): an idf needs no more.

const size = 1 << 20;
const step = Math.log(1.08);

export class PairCounts {
  private readonly counts = new Uint32Array(size);
  /** The last text that had the pair: a pair counts once for each. */
  private readonly last = new Uint32Array(size);
  private texts = 0;

  add(text: string): void {
    this.texts += 1;
    scanPairs(
      text,
      (left, right) => this.hit(mixed(hashed(hashed(start, left), right))),
      (word) => this.hit(slotOf(word)),
    );
  }

  private hit(slot: number): void {
    if (this.last[slot] === this.texts) return;
    this.last[slot] = this.texts;
    this.counts[slot]!++;
  }

  /** As stored. */
  bytes(): Buffer {
    return Buffer.from(Uint8Array.from(this.counts, (count) => Math.min(255, Math.round(Math.log1p(count) / step))));
  }
}

/** Documents with the pair, about; 0 for a pair never seen. */
export const pairCount = (bytes: Uint8Array, pair: string): number => Math.expm1((bytes[slotOf(pair)] ?? 0) * step);

const start = 0x811c9dc5;
const hashed = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);
const mixed = (hash: number): number => Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 12;

function slotOf(pair: string): number {
  let hash = start;
  for (let at = 0; at < pair.length; at += 1) hash = hashed(hash, pair.charCodeAt(at));
  return mixed(hash);
}
