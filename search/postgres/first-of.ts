/** The first `count` by the order, sorted. The order must be total. */
export function firstOf(slots: Uint32Array, count: number, order: (a: number, b: number) => number): number[] {
  const heap = new Heap(count, order);
  for (let at = 0; at < slots.length; at += 1) heap.offer(slots[at]!);
  return heap.sorted();
}

/**
 * Of all documents that are alive and score, the first `count` by score, and all that score like the last of them, in no
 * order: few, so that an order over them costs nothing. Numbers alone, nothing is left to collect.
 */
export function likelyOfAll(size: number, count: number, score: Float32Array, alive: Uint8Array): Uint32Array {
  const likely = new Likely(count, score);
  let { least } = likely;
  for (let slot = 0; slot < size; slot += 1) {
    if (score[slot]! >= least && alive[slot] === 1) least = likely.take(slot);
  }
  return likely.slots();
}

/** The same of some. */
export function likelyOf(slots: Uint32Array, count: number, score: Float32Array): Uint32Array {
  const likely = new Likely(count, score);
  let { least } = likely;
  for (let at = 0; at < slots.length; at += 1) {
    if (score[slots[at]!]! >= least) least = likely.take(slots[at]!);
  }
  return likely.slots();
}

/** The least number above zero that a score can be: one comparison leaves out what scores nothing. */
const leastPositive = 2 ** -149;

class Likely {
  /** What scores less is not among the first. */
  least: number;
  private taken: Uint32Array;
  private count = 0;
  private readonly best: Float32Array;
  private kept = 0;

  constructor(
    count: number,
    private readonly score: Float32Array,
  ) {
    this.least = count === 0 ? Infinity : leastPositive;
    this.best = new Float32Array(count);
    this.taken = new Uint32Array(4 * count + 1_024);
  }

  /** Takes one that scores no less than the least, and gives the least from now on. */
  take(slot: number): number {
    if (this.count === this.taken.length) this.makeRoom();
    this.taken[this.count++] = slot;
    const own = this.score[slot]!;
    if (this.kept < this.best.length) {
      this.best[this.kept++] = own;
      // Sorted, it is a heap already.
      if (this.kept === this.best.length) this.least = this.best.sort()[0]!;
    } else if (own > this.least) {
      this.least = replaceLeast(this.best, own);
    }
    return this.least;
  }

  slots(): Uint32Array {
    this.forget();
    return this.taken.subarray(0, this.count);
  }

  /** What has fallen behind goes first: the list grows only where very many score the same. */
  private makeRoom(): void {
    this.forget();
    if (2 * this.count <= this.taken.length) return;
    const wider = new Uint32Array(2 * this.taken.length);
    wider.set(this.taken);
    this.taken = wider;
  }

  private forget(): void {
    const { taken, score, least } = this;
    let kept = 0;
    for (let at = 0; at < this.count; at += 1) if (score[taken[at]!]! >= least) taken[kept++] = taken[at]!;
    this.count = kept;
  }
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
