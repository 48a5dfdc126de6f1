/** The first `count` by the order, sorted. The order must be total. */
export function firstOf(slots: Uint32Array, count: number, order: (a: number, b: number) => number): number[] {
  return heaped(slots, count, order, () => true);
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
