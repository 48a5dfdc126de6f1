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
    for (const m of here) last[model.a[m]!] = last[model.b[m]!] = seat[m] ?? null;
  }
  return seat;
}
