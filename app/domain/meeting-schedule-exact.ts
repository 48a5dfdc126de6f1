import type { ScheduleBoard } from './meeting-schedule-board.ts';
import type { ScheduleDuals } from './meeting-schedule-bound.ts';
import type { ScheduleModel } from './meeting-schedule-model.ts';

/**
 * Branch and bound over the meetings, dearest first. At given prices each decision costs a known part of the bound (its penalty), so
 * a branch whose bound falls to the best value is cut. True: the board now holds an optimum; false: given up after `nodes`, the board
 * holds the better of what it had and what was found. Worth is a whole number.
 */
export function solveExactly(model: ScheduleModel, board: ScheduleBoard, duals: ScheduleDuals, nodes: number): boolean {
  const { optionFrom, isLocked } = model;
  let best = board.value();
  let saved = board.save();
  for (let m = 0; m < model.size; m += 1) if (isLocked[m] === 0 && board.slotOf[m]! >= 0) board.remove(m);
  let left = duals.bound;
  const surplus = Float64Array.from({ length: model.size }, (_, m) => duals.surplusOf(m));
  const order: number[] = [];
  for (let m = 0; m < model.size; m += 1) {
    if (isLocked[m] === 0) order.push(m);
    else {
      const slot = board.slotOf[m]!;
      const option = optionFrom[m]!;
      left -= surplus[m]! - (board.gain(m, slot) - duals.costOf(m, option));
    }
  }
  order.sort((x, y) => surplus[y]! - surplus[x]! || model.weight[y]! - model.weight[x]! || x - y);
  const options = order.map((m) => {
    const list: { readonly option: number; readonly penalty: number }[] = [];
    for (let o = optionFrom[m]!; o < optionFrom[m + 1]!; o += 1) {
      const reduced = board.gain(m, model.optionSlot[o]!) - duals.costOf(m, o);
      list.push({ option: o, penalty: surplus[m]! - reduced });
    }
    return list.sort((x, y) => x.penalty - y.penalty || x.option - y.option);
  });
  let seen = 0;

  /** False: out of nodes. */
  function decide(depth: number, bound: number): boolean {
    seen += 1;
    if (seen > nodes) return false;
    if (board.value() > best) {
      best = board.value();
      saved = board.save();
    }
    if (depth === order.length) return true;
    const m = order[depth]!;
    for (const { option, penalty } of options[depth]!) {
      if (Math.floor(bound - penalty + 1e-6) <= best) break;
      if (!board.isOpen(m, option)) continue;
      board.place(m, option);
      const done = decide(depth + 1, bound - penalty);
      board.remove(m);
      if (!done) return false;
    }
    return Math.floor(bound - surplus[m]! + 1e-6) <= best || decide(depth + 1, bound - surplus[m]!);
  }

  const isDone = decide(0, left);
  board.restore(saved);
  return isDone;
}
