import { openBoard, type ScheduleBoard } from './meeting-schedule-board.ts';
import { scheduleBound } from './meeting-schedule-bound.ts';
import { solveExactly } from './meeting-schedule-exact.ts';
import { scheduleModel, type ScheduleModel } from './meeting-schedule-model.ts';
import { explainUnmet } from './meeting-schedule-reasons.ts';
import { anneal, comeHome, construct, fill } from './meeting-schedule-search.ts';
import { seatMeetings } from './meeting-schedule-tables.ts';
import type { MeetingProblem, MeetingSchedule, PlacedMeeting, PreviousMeeting } from './meeting-schedule.ts';

/** Above so many open meetings the exact search is not tried. */
const exactUpTo = 200;
const exactNodes = 300_000;

/** Puts the fixed meetings on the board; the number of the first one that does not fit, or -1. */
function placeFixed(model: ScheduleModel, board: ScheduleBoard): number {
  for (let m = 0; m < model.size; m += 1) {
    if (model.isLocked[m] === 0) continue;
    let option = model.optionFrom[m]!;
    while (option < model.optionFrom[m + 1]! && !board.isOpen(m, option)) option += 1;
    const s = model.optionSlot[option]!;
    if (option === model.optionFrom[m + 1]! || !model.isFree(model.a[m]!, s) || !model.isFree(model.b[m]!, s)) return m;
    board.place(m, option);
  }
  return -1;
}

/** The first fixed meeting that breaks a rule or meets another one, as its position in `problem.fixed`; -1: none. */
export function firstBrokenFixed(problem: MeetingProblem): number {
  const model = scheduleModel(problem, null);
  const m = placeFixed(model, openBoard(model));
  if (m >= 0) return model.fixedOf[m]!;
  const taken = new Set<string>();
  return problem.fixed.findIndex(({ slot, table, request }) => {
    const keys = [...(table === null ? [] : [`${slot} at ${table}`]), ...(request === null ? [] : [`of ${request}`])];
    const isTaken = keys.some((key) => taken.has(key));
    for (const key of keys) taken.add(key);
    const isShut = problem.tables.some(({ id, available }) => id === table && available?.includes(slot) === false);
    return isTaken || isShut;
  });
}

/** Told now and then how far the search is, 0 to 1. */
export type ScheduleProgress = (share: number) => void;

/**
 * Schedule of greatest value under the rules: nobody and no table twice at a time, everybody only when available and not above the
 * limit, rest and way between meetings, fixed meetings where they are. A fixed meeting that names no table is given the first
 * that suits it, and value and bound hold for that choice. Prices of the linear relaxation guide the first
 * schedule and bound every other; annealing by ejection betters it; small days are searched to the end. Deterministic: the same
 * problem, previous schedule and seed give the same schedule. `problem` has no faults (`problemFaults`, `firstBrokenFixed`).
 * With a previous schedule, a meeting moves only if that gains more than `moveCost` points.
 */
export function solveMeetings(
  problem: MeetingProblem,
  previous: readonly PreviousMeeting[] | null = null,
  tell: ScheduleProgress = () => {},
): MeetingSchedule {
  const model = scheduleModel(problem, previous);
  const board = openBoard(model);
  placeFixed(model, board);
  const options = Math.max(model.optionSlot.length, 1);
  // The work grows with the day, up to a bound: 72,000 options take 300 steps, a million 60.
  const steps = Math.max(60, Math.min(300, Math.round(300 * (90_000 / options))));
  tell(0.05);
  const duals = scheduleBound(model, -Infinity, steps);
  tell(0.3);
  construct(model, board, duals);
  const goal = duals.bound - 1 + 1e-6;
  const weights = [...model.weight].sort((x, y) => x - y);
  const middle = weights[Math.floor(weights.length / 2)] ?? 0;
  const open = model.size - problem.fixed.length;
  anneal(model, board, duals, {
    moves: Math.min(4_000_000, 20_000 + open * 1000),
    heat: middle * 0.04,
    seed: problem.seed,
    goal,
    tell: (share) => tell(0.3 + 0.6 * share),
  });
  comeHome(model, board);
  fill(model, board, duals);
  const isProven = board.value() > goal || (open <= exactUpTo && solveExactly(model, board, duals, exactNodes));
  tell(0.95);
  return scheduleOf(problem, model, board, previous, isProven, duals.bound);
}

function scheduleOf(
  problem: MeetingProblem,
  model: ScheduleModel,
  board: ScheduleBoard,
  previous: readonly PreviousMeeting[] | null,
  isProven: boolean,
  upper: number,
): MeetingSchedule {
  const seats = seatMeetings(problem, model, board, previous);
  const meetings: PlacedMeeting[] = [];
  for (let s = 0; s < model.slots; s += 1)
    for (let m = 0; m < model.size; m += 1) {
      if (board.slotOf[m] !== s) continue;
      const request = model.requestOf[m]!;
      meetings.push({
        request: request < 0 ? null : problem.requests[request]!.id,
        fixed: model.fixedOf[m]! < 0 ? null : problem.fixed[model.fixedOf[m]!]!.id,
        from: model.personIds[model.a[m]!]!,
        to: model.personIds[model.b[m]!]!,
        slot: model.slotIds[s]!,
        table: seats[m]!.id,
        value: model.weight[m]!,
      });
    }
  const value = meetings.reduce((sum, meeting) => sum + meeting.value, 0);
  const hasHomes = model.homeSlot.some((home) => home >= 0);
  // What staying is worth belongs to the search, not to the value: the bound of the value is taken without it.
  const bound = hasHomes ? scheduleBound({ ...model, stay: 0 }, value, 200).bound : isProven ? value : upper;
  const before = new Map((previous ?? []).map((meeting) => [meeting.request, meeting]));
  const changes = { kept: 0, otherTable: 0, moved: 0, dropped: before.size, added: 0 };
  for (const { request, slot, table } of meetings) {
    const old = before.get(request);
    if (request === null) continue;
    if (old) changes.dropped -= 1;
    if (!old) changes.added += 1;
    else if (old.slot !== slot) changes.moved += 1;
    else if (old.table !== table) changes.otherTable += 1;
    else changes.kept += 1;
  }
  return {
    meetings,
    value,
    bound: Math.max(value, Math.floor(bound + 1e-6)),
    isOptimal: Math.floor(bound + 1e-6) <= value,
    ...explainUnmet(problem, model, board, meetings),
    changes,
  };
}
