import type { ScheduleBoard } from './meeting-schedule-board.ts';
import type { ScheduleDuals } from './meeting-schedule-bound.ts';
import type { ScheduleModel } from './meeting-schedule-model.ts';

/** A small seeded generator (mulberry32): the same seed draws the same numbers everywhere. */
export function draws(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * bound);
  };
}

/** Puts a meeting at the free option that uses up least at the given prices; false: none is free. */
function settle(model: ScheduleModel, board: ScheduleBoard, duals: ScheduleDuals | null, m: number): boolean {
  let best = -1;
  let least = Infinity;
  for (let o = model.optionFrom[m]!; o < model.optionFrom[m + 1]!; o += 1) {
    if (!board.isOpen(m, o)) continue;
    const cost = (duals?.costOf(m, o) ?? 0) - board.gain(m, model.optionSlot[o]!);
    if (cost < least) {
      least = cost;
      best = o;
    }
  }
  if (best >= 0) board.place(m, best);
  return best >= 0;
}

/** First schedule: the previous one as far as it still holds, then by what is left of the worth at the prices of the bound. */
export function construct(model: ScheduleModel, board: ScheduleBoard, duals: ScheduleDuals): void {
  const rest: number[] = [];
  for (let m = 0; m < model.size; m += 1) {
    if (model.isLocked[m] === 1) continue;
    rest.push(m);
    if (model.homeSlot[m]! < 0) continue;
    for (let o = model.optionFrom[m]!; o < model.optionFrom[m + 1]! && board.slotOf[m]! < 0; o += 1)
      if (model.optionSlot[o] === model.homeSlot[m] && board.isOpen(m, o)) board.place(m, o);
  }
  const surplus = Float64Array.from({ length: model.size }, (_, m) => duals.surplusOf(m));
  rest.sort((x, y) => surplus[y]! - surplus[x]! || model.weight[y]! - model.weight[x]! || x - y);
  for (const m of rest) if (board.slotOf[m]! < 0) settle(model, board, duals, m);
}

/** Everything that stands nowhere and finds a free option is placed, dearest first. */
export function fill(model: ScheduleModel, board: ScheduleBoard, duals: ScheduleDuals): void {
  const rest: number[] = [];
  for (let m = 0; m < model.size; m += 1) if (board.slotOf[m]! < 0 && model.isLocked[m] === 0) rest.push(m);
  rest.sort((x, y) => model.weight[y]! - model.weight[x]! || x - y);
  for (const m of rest) settle(model, board, duals, m);
}

/**
 * Annealing by ejection: a meeting takes an option, what stands in its way goes out and, where it can, straight to another free
 * option. Worse boards are taken ever more rarely. The best board seen stays.
 */
export function anneal(
  model: ScheduleModel,
  board: ScheduleBoard,
  duals: ScheduleDuals,
  rules: {
    readonly moves: number;
    readonly heat: number;
    readonly seed: number;
    readonly goal: number;
    readonly tell?: (share: number) => void;
  },
): void {
  const { optionFrom, optionSlot, optionClass, isLocked } = model;
  const pick = draws(rules.seed);
  const active: number[] = [];
  for (let m = 0; m < model.size; m += 1) if (isLocked[m] === 0 && optionFrom[m + 1]! > optionFrom[m]!) active.push(m);
  if (active.length === 0) return;
  const out = new Int32Array(4 * model.slots + 8);
  let best = board.value();
  let saved = board.save();
  for (let k = 0; k < rules.moves; k += 1) {
    if ((k & 0x3ffff) === 0) rules.tell?.(k / rules.moves);
    if (board.value() > rules.goal) break;
    const heat = rules.heat * 0.01 ** (k / rules.moves);
    const m = active[pick(active.length)]!;
    const from = optionFrom[m]!;
    const option = from + pick(optionFrom[m + 1]! - from);
    const s = optionSlot[option]!;
    const before = board.slotOf[m]!;
    if (before === s && board.classOf[m] === optionClass[option]) continue;
    const n = board.blockersOf(m, option, pick);
    if (n < 0) continue;
    let loss = before >= 0 ? board.gain(m, before) : 0;
    for (let i = 0; i < n; i += 1) {
      out[i] = board.blockers[i]!;
      loss += board.gain(out[i]!, board.slotOf[out[i]!]!);
    }
    const delta = board.gain(m, s) - loss;
    // ln of a uniform draw: Metropolis without an exponential for each try.
    const allowance = heat * Math.log((pick(1 << 30) + 1) / (1 << 30));
    if (delta < allowance) continue;
    // A worse board follows: the best one seen is kept.
    if (delta < 0 && board.value() > best) {
      best = board.value();
      saved = board.save();
    }
    if (before >= 0) board.remove(m);
    for (let i = 0; i < n; i += 1) board.remove(out[i]!);
    board.place(m, option);
    for (let i = 0; i < n; i += 1) settle(model, board, null, out[i]!);
  }
  fill(model, board, duals);
  if (board.value() < best) board.restore(saved);
}

/** Meetings that stand elsewhere than in the previous schedule go back as long as that makes the board worth more. */
export function comeHome(model: ScheduleModel, board: ScheduleBoard): void {
  const pick = draws(1);
  for (let isBetter = true; isBetter;) {
    isBetter = false;
    for (let m = 0; m < model.size; m += 1) {
      const home = model.homeSlot[m]!;
      const now = board.slotOf[m]!;
      if (home < 0 || now === home) continue;
      for (let o = model.optionFrom[m]!; o < model.optionFrom[m + 1]!; o += 1) {
        if (model.optionSlot[o] !== home || board.slotOf[m] === home) continue;
        const n = board.blockersOf(m, o, pick);
        if (n < 0) continue;
        const out = [...board.blockers.subarray(0, n)];
        let delta = board.gain(m, home) - (now >= 0 ? board.gain(m, now) : 0);
        for (const other of out) delta -= board.gain(other, board.slotOf[other]!);
        if (delta <= 0) continue;
        if (now >= 0) board.remove(m);
        for (const other of out) board.remove(other);
        board.place(m, o);
        for (const other of out) settle(model, board, null, other);
        isBetter = true;
      }
    }
  }
}
