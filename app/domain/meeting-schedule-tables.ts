import type { ScheduleBoard } from './meeting-schedule-board.ts';
import type { ScheduleModel } from './meeting-schedule-model.ts';
import type { MeetingProblem, MeetingTable, PreviousMeeting } from './meeting-schedule.ts';

/**
 * A table for every meeting, slot by slot: fixed tables first, then the table of the previous schedule, then where one of the two
 * sat last, else the first free one. The board keeps to the number of rooms, so that there is always one.
 */
export function seatMeetings(
  problem: MeetingProblem,
  model: ScheduleModel,
  board: ScheduleBoard,
  previous: readonly PreviousMeeting[] | null,
): (MeetingTable | null)[] {
  const seat: (MeetingTable | null)[] = Array.from({ length: model.size }, () => null);
  const before = new Map((previous ?? []).map(({ request, table }) => [request, table]));
  const last: (MeetingTable | null)[] = Array.from({ length: model.people }, () => null);
  const wantedBy = (m: number): string | undefined => {
    const request = model.requestOf[m]! < 0 ? null : problem.requests[model.requestOf[m]!]!.id;
    return request === null ? undefined : before.get(request);
  };
  const kindOf = Int32Array.from(board.classOf);
  const isFar = (one: number, other: number): boolean =>
    model.placeOf[one]! >= 0 && model.placeOf[other]! >= 0 && model.placeOf[one] !== model.placeOf[other];
  /** Both can be at a table of this kind in time: no meeting of theirs too close to it is at another place. */
  const isInReach = (m: number, kind: number, s: number): boolean => {
    if (model.far === null) return true;
    for (const person of [model.a[m]!, model.b[m]!])
      for (let n = 0; n < model.size; n += 1) {
        const isTheirs = n !== m && board.slotOf[n]! >= 0 && (model.a[n] === person || model.b[n] === person);
        if (isTheirs && isFar(kind, kindOf[n]!) && model.far[person]![s]!.includes(board.slotOf[n]!)) return false;
      }
    return true;
  };
  /** May meet at tables of this kind in this slot. */
  const mayUse = (m: number, kind: number, s: number): boolean => {
    if (!isInReach(m, kind, s)) return false;
    for (let o = model.optionFrom[m]!; o < model.optionFrom[m + 1]!; o += 1)
      if (model.optionSlot[o] === s && model.optionClass[o] === kind) return true;
    return false;
  };
  /** Back to the previous table, where it is free or its sitter may change with this one: nobody changes tables without need. */
  const goBack = (m: number, s: number, here: readonly number[], free: readonly Set<MeetingTable>[]): void => {
    const wanted = wantedBy(m);
    const present = seat[m];
    if (wanted === undefined || !present || present.id === wanted || model.fixedOf[m]! >= 0) return;
    const own = kindOf[m]!;
    const sitter = here.find((n) => seat[n]?.id === wanted);
    if (sitter !== undefined) {
      const other = kindOf[sitter]!;
      const isSettled = model.fixedOf[sitter]! >= 0 || wantedBy(sitter) === wanted;
      if (isSettled || !mayUse(m, other, s) || !mayUse(sitter, own, s)) return;
      [seat[m], seat[sitter]] = [seat[sitter]!, present];
      [kindOf[m], kindOf[sitter]] = [other, own];
      return;
    }
    for (let kind = 0; kind < model.classes; kind += 1) {
      const table = [...free[kind]!].find(({ id }) => id === wanted);
      if (table === undefined || !mayUse(m, kind, s)) continue;
      free[kind]!.delete(table);
      free[own]!.add(present);
      seat[m] = table;
      kindOf[m] = kind;
      return;
    }
  };
  const seated: { s: number; here: number[]; free: Set<MeetingTable>[] }[] = [];
  for (let s = 0; s < model.slots; s += 1) {
    const slot = model.slotIds[s]!;
    const here: number[] = [];
    for (let m = 0; m < model.size; m += 1) if (board.slotOf[m] === s) here.push(m);
    const free = model.tablesOf.map(
      (tables) => new Set(tables.filter(({ available }) => available === null || available.includes(slot))),
    );
    const take = (m: number, wanted: (table: MeetingTable) => boolean): void => {
      if (seat[m] !== null) return;
      const open = free[board.classOf[m]!]!;
      for (const table of open)
        if (wanted(table)) {
          open.delete(table);
          seat[m] = table;
          return;
        }
    };
    for (const m of here) {
      const fixed = model.fixedOf[m]! < 0 ? null : problem.fixed[model.fixedOf[m]!]!.table;
      if (fixed !== null) take(m, ({ id }) => id === fixed);
    }
    for (const m of here) {
      const request = model.requestOf[m]! < 0 ? null : problem.requests[model.requestOf[m]!]!.id;
      const table = request === null ? undefined : before.get(request);
      if (table !== undefined) take(m, ({ id }) => id === table);
    }
    for (const m of here) take(m, (table) => table === last[model.a[m]!] || table === last[model.b[m]!]);
    for (const m of here) take(m, () => true);
    for (const m of here) goBack(m, s, here, free);
    for (const m of here) last[model.a[m]!] = last[model.b[m]!] = seat[m] ?? null;
    seated.push({ s, here, free });
  }
  // Once more from the end: a later table that went back may have brought an earlier one into reach.
  for (const { s, here, free } of seated.toReversed()) for (const m of here) goBack(m, s, here, free);
  return seat;
}
