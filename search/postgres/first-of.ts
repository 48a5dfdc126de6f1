/** The first `count` by the order, sorted. The order must be total. */
export function firstOf(slots: Uint32Array, count: number, order: (a: number, b: number) => number): number[] {
  return heaped(slots, count, order, () => true);
}

/**
 * Of all documents that are alive and score, those that are among the first `count` by score, and those that score like
 * the last of them: few, so that an order over them costs nothing. Numbers alone, nothing is left to collect.
 */
export function likelyFirst(size: number, alive: Uint8Array, count: number, score: Float32Array): Uint32Array {
  if (count === 0) return new Uint32Array(0);
  const best = new Float32Array(count);
  let likely = new Uint32Array(4 * count + 1_024);
  let [kept, found, least] = [0, 0, 0];
  for (let slot = 0; slot < size; slot += 1) {
    const own = score[slot]!;
    if (own <= 0 || own < least || alive[slot] !== 1) continue;
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

/** The same for an order that is first of all by score: what scores less than the last one kept is passed over at once. */
export function firstByScore(
  slots: Uint32Array,
  count: number,
  score: Float32Array,
  order: (a: number, b: number) => number,
): number[] {
  return heaped(slots, count, order, (slot, last) => score[slot]! >= score[last]!);
}

function heaped(
  slots: Uint32Array,
  count: number,
  order: (a: number, b: number) => number,
  mayBeat: (slot: number, last: number) => boolean,
): number[] {
  const heap = new Heap(count, order);
  for (let at = 0; at < slots.length; at += 1) {
    const last = heap.last();
    if (last === undefined || mayBeat(slots[at]!, last)) heap.offer(slots[at]!);
  }
  return heap.sorted();
}

/** Keeps the first so many by an order; its root is the last one kept. */
export class Heap {
  private readonly slots: number[] = [];

  constructor(
    private readonly count: number,
    private readonly order: (a: number, b: number) => number,
  ) {}

  /** What must be beaten; undefined while there is room. */
  last(): number | undefined {
    return this.slots.length < this.count ? undefined : this.slots[0];
  }

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
