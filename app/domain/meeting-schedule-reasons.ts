import type { ScheduleBoard } from './meeting-schedule-board.ts';
import { isOpen, type ScheduleModel, weightOf } from './meeting-schedule-model.ts';
import type { EmptyHanded, MeetingProblem, PlacedMeeting, UnmetReason, UnmetRequest } from './meeting-schedule.ts';

/** Why a request that the model knows stands nowhere: the first hindrance that would remain whatever else is tried. */
function hindrance(model: ScheduleModel, board: ScheduleBoard, m: number): UnmetReason {
  const { slots: S, optionFrom, optionSlot, optionClass, limit, capacity, near } = model;
  const p = model.a[m]!;
  const q = model.b[m]!;
  if (optionFrom[m] === optionFrom[m + 1]) {
    const common = Array.from({ length: S }, (_, s) => s).filter((s) => model.isFree(p, s) && model.isFree(q, s));
    return common.length === 0 ? 'no_common_slot' : 'no_room_kind';
  }
  if (board.countOf(p) >= limit[p]!) return 'from_limit';
  if (board.countOf(q) >= limit[q]!) return 'to_limit';
  let isRoomShort = false;
  let isPathShort = false;
  for (let o = optionFrom[m]!; o < optionFrom[m + 1]!; o += 1) {
    const s = optionSlot[o]!;
    const c = optionClass[o]!;
    const isIdle = (who: number) => near[who]![s]!.every((t) => board.meetingAt(who, t) < 0);
    if (!isIdle(p) || !isIdle(q)) continue;
    if (board.usedOf(c, s) >= capacity[c * S + s]!) isRoomShort = true;
    else isPathShort = true;
  }
  if (isRoomShort) return 'tables_full';
  return isPathShort ? 'travel' : 'busy';
}

/** Every request that can be scheduled and is not, with its reason, and everybody who has no meeting. */
export function explainUnmet(
  problem: MeetingProblem,
  model: ScheduleModel,
  board: ScheduleBoard,
  meetings: readonly PlacedMeeting[],
): { readonly unmet: UnmetRequest[]; readonly emptyHanded: EmptyHanded[] } {
  const met = new Set(meetings.map(({ request }) => request));
  const indexOf = new Map<string, number>();
  model.requestOf.forEach((r, m) => {
    if (r >= 0) indexOf.set(problem.requests[r]!.id, m);
  });
  const unmet: UnmetRequest[] = [];
  const byPerson = new Map<string, UnmetRequest[]>(problem.people.map(({ id }) => [id, []]));
  for (const { id, from, to, value, state } of problem.requests) {
    if (met.has(id)) continue;
    const m = indexOf.get(id);
    const worth = weightOf(problem, value, state);
    const reason = !isOpen(state)
      ? 'not_open'
      : worth <= 0 || m === undefined
        ? 'worthless'
        : hindrance(model, board, m);
    const row: UnmetRequest = { request: id, from, to, value: worth, reason };
    if (reason !== 'not_open') unmet.push(row);
    byPerson.get(from)!.push(row);
    byPerson.get(to)!.push(row);
  }
  const busy = new Set(meetings.flatMap(({ from, to }) => [from, to]));
  const emptyHanded = problem.people
    .filter(({ id }) => !busy.has(id))
    .map(({ id }) => {
      const requests = byPerson.get(id)!;
      // The headline is the reason of the request that would have been worth most.
      const dearest = requests.reduce<UnmetRequest | null>(
        (best, row) => (best === null || row.value > best.value ? row : best),
        null,
      );
      return { person: id, reason: dearest?.reason ?? ('no_request' as const), requests };
    });
  return { unmet, emptyHanded };
}
