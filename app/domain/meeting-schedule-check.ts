import { isOpen } from './meeting-schedule-model.ts';
import type { MeetingProblem, PlacedMeeting } from './meeting-schedule.ts';

export const scheduleRules = [
  'unknown',
  'person_twice',
  'person_unavailable',
  'over_limit',
  'too_close',
  'table_twice',
  'table_unavailable',
  'wrong_room',
  'request_twice',
  'request_not_open',
  'fixed_moved',
] as const;
export type ScheduleRule = (typeof scheduleRules)[number];

export interface ScheduleFault {
  readonly rule: ScheduleRule;
  /** The person, table, request or fixed meeting that it is about. */
  readonly about: string;
  readonly slot: string | null;
}

/**
 * Every rule that a schedule breaks, worked out from the problem alone and sharing nothing with the search. Empty: the schedule
 * holds. The organizer's changes by hand are held against it, and so is the search in its tests.
 */
export function scheduleFaults(problem: MeetingProblem, meetings: readonly PlacedMeeting[]): ScheduleFault[] {
  const faults: ScheduleFault[] = [];
  const slots = new Map(problem.slots.map((slot) => [slot.id, slot]));
  const tables = new Map(problem.tables.map((table) => [table.id, table]));
  const people = new Map(problem.people.map((person) => [person.id, person]));
  const requests = new Map(problem.requests.map((request) => [request.id, request]));
  const complain = (rule: ScheduleRule, about: string, slot: string | null = null) =>
    faults.push({ rule, about, slot });
  const seated = new Set<string>();
  const asked = new Set<string>();
  const byPerson = new Map<string, PlacedMeeting[]>();
  for (const meeting of meetings) {
    const { request, fixed, from, to, slot, table } = meeting;
    const where = tables.get(table);
    if (!slots.has(slot) || !where || !people.has(from) || !people.has(to)) {
      complain('unknown', request ?? fixed ?? from, slot);
      continue;
    }
    if (seated.has(`${slot}\n${table}`)) complain('table_twice', table, slot);
    seated.add(`${slot}\n${table}`);
    if (where.available?.includes(slot) === false) complain('table_unavailable', table, slot);
    if (request !== null) {
      if (asked.has(request)) complain('request_twice', request, slot);
      asked.add(request);
      const row = requests.get(request);
      if (!row || row.from !== from || row.to !== to) complain('unknown', request, slot);
      else if (fixed === null && !isOpen(row.state)) complain('request_not_open', request, slot);
    }
    const isVideo = people.get(from)!.online || people.get(to)!.online;
    const room = (request === null ? null : requests.get(request)?.room) ?? (isVideo ? 'video' : 'table');
    if (fixed === null && room !== 'any' && where.kind !== room) complain('wrong_room', table, slot);
    for (const who of [from, to]) {
      if (people.get(who)!.available?.includes(slot) === false) complain('person_unavailable', who, slot);
      byPerson.set(who, [...(byPerson.get(who) ?? []), meeting]);
    }
  }
  for (const [who, own] of byPerson) {
    const { limit, kind, restMinutes } = people.get(who)!;
    if (own.length > (limit ?? problem.limitsByKind[kind] ?? Infinity)) complain('over_limit', who);
    const sorted = own
      .map((meeting) => ({ meeting, slot: slots.get(meeting.slot)!, place: tables.get(meeting.table)!.place }))
      .sort((x, y) => x.slot.startMinute - y.slot.startMinute);
    sorted.forEach((later, at) => {
      for (const earlier of sorted.slice(0, at)) {
        const rest = restMinutes ?? problem.restMinutes;
        const isOtherPlace = earlier.place !== later.place && earlier.place !== '' && later.place !== '';
        const gap = isOtherPlace ? Math.max(rest, problem.travelMinutes) : rest;
        const between = later.slot.startMinute - earlier.slot.endMinute;
        if (between < 0) complain('person_twice', who, later.slot.id);
        else if (between < gap) complain('too_close', who, later.slot.id);
      }
    });
  }
  for (const { id, slot, table } of problem.fixed)
    if (!meetings.some((one) => one.fixed === id && one.slot === slot && (table === null || one.table === table)))
      complain('fixed_moved', id, slot);
  return faults;
}
