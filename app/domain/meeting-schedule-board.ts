import type { ScheduleModel } from './meeting-schedule-model.ts';

/** Where each meeting stands at present. Every change keeps the rules; what would break one is named as a blocker first. */
export interface ScheduleBoard {
  readonly slotOf: Int32Array;
  readonly classOf: Int32Array;
  /** Meetings that `option` of `m` would push out, into `blockers`; -1 when a fixed meeting or a limit stands in the way. */
  readonly blockersOf: (m: number, option: number, pick: (bound: number) => number) => number;
  readonly blockers: Int32Array;
  readonly isOpen: (m: number, option: number) => boolean;
  readonly place: (m: number, option: number) => void;
  readonly remove: (m: number) => void;
  readonly gain: (m: number, slot: number) => number;
  readonly value: () => number;
  readonly save: () => Int32Array;
  readonly restore: (saved: Int32Array) => void;
  readonly countOf: (person: number) => number;
  readonly usedOf: (c: number, slot: number) => number;
  readonly meetingAt: (person: number, slot: number) => number;
}

export function openBoard(model: ScheduleModel): ScheduleBoard {
  const {
    slots: S,
    a,
    b,
    limit,
    capacity,
    near,
    far,
    placeOf,
    isLocked,
    optionSlot,
    optionClass,
    homeSlot,
    stay,
    weight,
  } = model;
  const at = new Int32Array(model.people * S).fill(-1);
  const slotOf = new Int32Array(model.size).fill(-1);
  const classOf = new Int32Array(model.size).fill(-1);
  const optionOf = new Int32Array(model.size).fill(-1);
  const count = new Int32Array(model.people);
  const used = new Int32Array(model.classes * S);
  const seatFrom = new Int32Array(model.classes * S + 1);
  for (let i = 0; i < capacity.length; i += 1) seatFrom[i + 1] = seatFrom[i]! + capacity[i]!;
  const seats = new Int32Array(seatFrom[capacity.length]!);
  const seatOf = new Int32Array(model.size);
  const blockers = new Int32Array(4 * S + 8);
  let blockerCount = 0;
  let total = 0;

  const gain = (m: number, slot: number): number => weight[m]! + (homeSlot[m] === slot ? stay : 0);

  const add = (m: number): boolean => {
    if (isLocked[m] === 1) return false;
    for (let i = 0; i < blockerCount; i += 1) if (blockers[i] === m) return true;
    blockers[blockerCount] = m;
    blockerCount += 1;
    return true;
  };
  const isFar = (c: number, other: number): boolean => {
    const here = placeOf[c]!;
    const there = placeOf[other]!;
    return here >= 0 && there >= 0 && here !== there;
  };

  function addOfPerson(p: number, m: number, s: number, c: number): boolean {
    const close = near[p]![s]!;
    for (let i = 0; i < close.length; i += 1) {
      const other = at[p * S + close[i]!]!;
      if (other >= 0 && other !== m && !add(other)) return false;
    }
    if (far !== null) {
      const reach = far[p]![s]!;
      for (let i = 0; i < reach.length; i += 1) {
        const other = at[p * S + reach[i]!]!;
        if (other >= 0 && other !== m && isFar(c, classOf[other]!) && !add(other)) return false;
      }
    }
    return true;
  }

  /** One more meeting than the limit: the cheapest one of the person goes. */
  function addOverLimit(p: number, m: number): boolean {
    let left = count[p]! - (slotOf[m]! >= 0 ? 1 : 0);
    for (let i = 0; i < blockerCount; i += 1) if (a[blockers[i]!] === p || b[blockers[i]!] === p) left -= 1;
    if (left < limit[p]!) return true;
    let worst = -1;
    let least = Infinity;
    for (let s = 0; s < S; s += 1) {
      const other = at[p * S + s]!;
      if (other < 0 || other === m || isLocked[other] === 1) continue;
      let isIn = false;
      for (let i = 0; i < blockerCount; i += 1) isIn ||= blockers[i] === other;
      const loss = gain(other, s);
      if (!isIn && loss < least) {
        least = loss;
        worst = other;
      }
    }
    return worst >= 0 && limit[p]! > 0 && add(worst);
  }

  /** No seat left: one of those who sit there goes, the cheaper of three picks. */
  function addOverCapacity(m: number, s: number, c: number, pick: (bound: number) => number): boolean {
    const cell = c * S + s;
    let left = used[cell]!;
    if (slotOf[m] === s && classOf[m] === c) left -= 1;
    for (let i = 0; i < blockerCount; i += 1) if (slotOf[blockers[i]!] === s && classOf[blockers[i]!] === c) left -= 1;
    if (left < capacity[cell]!) return true;
    let worst = -1;
    let least = Infinity;
    for (let i = 0; i < 3; i += 1) {
      const other = seats[seatFrom[cell]! + pick(used[cell]!)]!;
      if (other === m || isLocked[other] === 1) continue;
      const loss = gain(other, s);
      if (loss < least) {
        least = loss;
        worst = other;
      }
    }
    return worst >= 0 && add(worst);
  }

  function blockersOf(m: number, option: number, pick: (bound: number) => number): number {
    blockerCount = 0;
    const s = optionSlot[option]!;
    const c = optionClass[option]!;
    const ok =
      addOfPerson(a[m]!, m, s, c) &&
      addOfPerson(b[m]!, m, s, c) &&
      addOverLimit(a[m]!, m) &&
      addOverLimit(b[m]!, m) &&
      addOverCapacity(m, s, c, pick);
    return ok ? blockerCount : -1;
  }

  function isPersonOpen(p: number, s: number, c: number): boolean {
    if (count[p]! >= limit[p]!) return false;
    const close = near[p]![s]!;
    for (let i = 0; i < close.length; i += 1) if (at[p * S + close[i]!]! >= 0) return false;
    if (far === null) return true;
    const reach = far[p]![s]!;
    for (let i = 0; i < reach.length; i += 1) {
      const other = at[p * S + reach[i]!]!;
      if (other >= 0 && isFar(c, classOf[other]!)) return false;
    }
    return true;
  }

  /** True when the meeting, which stands nowhere, fits in without pushing anything out. */
  function isOpen(m: number, option: number): boolean {
    const s = optionSlot[option]!;
    const c = optionClass[option]!;
    return used[c * S + s]! < capacity[c * S + s]! && isPersonOpen(a[m]!, s, c) && isPersonOpen(b[m]!, s, c);
  }

  function place(m: number, option: number): void {
    const s = optionSlot[option]!;
    const c = optionClass[option]!;
    const cell = c * S + s;
    at[a[m]! * S + s] = m;
    at[b[m]! * S + s] = m;
    count[a[m]!]! += 1;
    count[b[m]!]! += 1;
    slotOf[m] = s;
    classOf[m] = c;
    optionOf[m] = option;
    const seat = seatFrom[cell]! + used[cell]!;
    seats[seat] = m;
    seatOf[m] = seat;
    used[cell]! += 1;
    total += gain(m, s);
  }

  function remove(m: number): void {
    const s = slotOf[m]!;
    const cell = classOf[m]! * S + s;
    at[a[m]! * S + s] = -1;
    at[b[m]! * S + s] = -1;
    count[a[m]!]! -= 1;
    count[b[m]!]! -= 1;
    used[cell]! -= 1;
    const last = seats[seatFrom[cell]! + used[cell]!]!;
    seats[seatOf[m]!] = last;
    seatOf[last] = seatOf[m]!;
    slotOf[m] = -1;
    classOf[m] = -1;
    optionOf[m] = -1;
    total -= gain(m, s);
  }

  return {
    slotOf,
    classOf,
    blockersOf,
    blockers,
    isOpen,
    place,
    remove,
    gain,
    value: () => total,
    save: () => optionOf.slice(),
    restore: (saved) => {
      for (let m = 0; m < saved.length; m += 1) if (slotOf[m]! >= 0) remove(m);
      for (let m = 0; m < saved.length; m += 1) if (saved[m]! >= 0) place(m, saved[m]!);
    },
    countOf: (person) => count[person]!,
    usedOf: (c, slot) => used[c * S + slot]!,
    meetingAt: (person, slot) => at[person * S + slot]!,
  };
}
