/** The first `count` by the order, sorted. The order must be total. */
export function firstOf(slots: Uint32Array, count: number, order: (a: number, b: number) => number): number[] {
  const heap = new Heap(count, order);
  for (let at = 0; at < slots.length; at += 1) heap.offer(slots[at]!);
  return heap.sorted();
}

/**
 * Of those that score, the first `count` by score, and all that score like the last of them, in no order: few, so that an
 * order over them costs nothing. Numbers alone, nothing is left to collect.
 * @param candidates slots, or the number of all documents
 * @param alive documents that may be among them
 */
export function likelyFirst(
  candidates: Uint32Array | number,
  count: number,
  score: Float32Array,
  alive?: Uint8Array,
): Uint32Array {
  if (count === 0) return new Uint32Array(0);
  const best = new Float32Array(count);
  let likely = new Uint32Array(4 * count + 1_024);
  let [kept, found, least] = [0, 0, 0];
  const slots = typeof candidates === 'number' ? null : candidates;
  const size = typeof candidates === 'number' ? candidates : candidates.length;
  for (let at = 0; at < size; at += 1) {
    const slot = slots === null ? at : slots[at]!;
    const own = score[slot]!;
    if (own <= 0 || own < least || (alive !== undefined && alive[slot] !== 1)) continue;
    if (found === likely.length) {
      // What has fallen behind goes first: the list grows only where very many score the same.
      found = keepFrom(least, likely, found, score);
      if (2 * found > likely.length) {
        const wider = new Uint32Array(2 * likely.length);
        wider.set(likely);
        likely = wider;
      }
    }
    likely[found++] = slot;
    if (kept < count) {
      best[kept++] = own;
      if (kept === count) least = best.sort()[0]!;
    } else if (own > least) {
      least = replaceLeast(best, own);
    }
  }
  return likely.subarray(0, keepFrom(least, likely, found, score));
}

function keepFrom(least: number, slots: Uint32Array, count: number, score: Float32Array): number {
  let kept = 0;
  for (let at = 0; at < count; at += 1) if (score[slots[at]!]! >= least) slots[kept++] = slots[at]!;
  return kept;
}

/** In a heap of numbers whose root is the least; returns the new one. */
function replaceLeast(heap: Float32Array, own: number): number {
  let at = 0;
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child += 1;
    if (heap[child]! >= own) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = own;
  return heap[0]!;
}

/** Keeps the first so many by an order; its root is the last one kept. */
class Heap {
  private readonly slots: number[] = [];

  constructor(
    private readonly count: number,
    private readonly order: (a: number, b: number) => number,
  ) {}

  offer(slot: number): void {
    if (this.slots.length < this.count) {
      this.slots.push(slot);
      if (this.slots.length === this.count) for (let at = this.count >> 1; at >= 0; at -= 1) this.sink(at);
    } else if (this.count > 0 && this.order(slot, this.slots[0]!) < 0) {
      this.slots[0] = slot;
      this.sink(0);
    }
  }

  sorted(): number[] {
    return this.slots.sort(this.order);
  }

  private sink(from: number): void {
    const { slots, order } = this;
    for (let at = from; ;) {
      let worst = at;
      for (let child = 2 * at + 1; child <= 2 * at + 2 && child < slots.length; child += 1) {
        if (order(slots[child]!, slots[worst]!) > 0) worst = child;
      }
      if (worst === at) return;
      [slots[at], slots[worst]] = [slots[worst]!, slots[at]!];
      at = worst;
    }
  }
}
