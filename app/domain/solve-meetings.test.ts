import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scheduleFaults } from './meeting-schedule-check.ts';
import { madeMeetingDay } from './meeting-schedule-for-tests.ts';
import { MeetingProblemInput, problemFaults } from './meeting-schedule-input.ts';
import { weightOf } from './meeting-schedule-model.ts';
import type { MeetingProblem, PlacedMeeting } from './meeting-schedule.ts';
import { firstBrokenFixed, solveMeetings } from './solve-meetings.ts';

const problem = (given: object): MeetingProblem => MeetingProblemInput.parse(given);
const slots = (n: number, every = 20, minutes = 15) =>
  Array.from({ length: n }, (_, s) => ({ id: `s${s}`, startMinute: s * every, endMinute: s * every + minutes }));
const ids = (prefix: string, n: number) => Array.from({ length: n }, (_, i) => ({ id: `${prefix}${i}` }));

/** Small days of every shape: availability, limits, rest, places, video rooms, states, at times a fixed meeting. */
const smallDay = (most: { requests: number; slots: number; fixedAt?: string }) =>
  fc
    .record({
      slots: fc.integer({ min: 1, max: most.slots }),
      people: fc.integer({ min: 2, max: 6 }),
      tables: fc.array(
        fc.record({
          kind: fc.constantFrom('table', 'table', 'video'),
          place: fc.constantFrom('', 'A', 'B'),
          hole: fc.nat(5),
        }),
        { maxLength: 3 },
      ),
      requests: fc.array(
        fc.record({
          from: fc.nat(5),
          to: fc.nat(5),
          value: fc.integer({ min: 0, max: 9 }),
          state: fc.constantFrom('accepted', 'accepted', 'suggested', 'declined'),
          room: fc.constantFrom(null, null, 'any'),
        }),
        { maxLength: most.requests },
      ),
      holes: fc.array(fc.nat(5), { minLength: 6, maxLength: 6 }),
      limits: fc.array(fc.constantFrom(null, 0, 1, 2), { minLength: 6, maxLength: 6 }),
      online: fc.array(fc.nat(9), { minLength: 6, maxLength: 6 }),
      rest: fc.constantFrom(0, 0, 10, 30),
      travel: fc.constantFrom(0, 10),
      every: fc.constantFrom(20, 20, 10),
      accepted: fc.constantFrom(1, 3),
      fix: fc.boolean(),
    })
    .map((made) => {
      const all = slots(made.slots, made.every);
      const without = (hole: number) => all.filter((_, s) => s !== hole).map(({ id }) => id);
      const day = problem({
        slots: all,
        people: ids('p', made.people).map(({ id }, p) => ({
          id,
          available: without(made.holes[p]!),
          limit: made.limits[p],
          online: made.online[p] === 0,
        })),
        tables: made.tables.map(({ kind, place, hole }, t) => ({ id: `t${t}`, kind, place, available: without(hole) })),
        requests: made.requests
          .map((request, r) => ({
            ...request,
            id: `r${r}`,
            from: `p${request.from % made.people}`,
            to: `p${request.to % made.people}`,
          }))
          .filter(({ from, to }) => from !== to),
        restMinutes: made.rest,
        travelMinutes: made.travel,
        factors: { accepted: made.accepted, suggested: 1 },
      });
      const first = day.requests[0];
      if (!made.fix || !first) return day;
      const fixed = {
        ...day,
        fixed: [
          {
            id: 'f',
            request: first.id,
            from: null,
            to: null,
            value: 0,
            slot: 's0',
            table: made.tables.length > 0 ? (most.fixedAt ?? null) : null,
          },
        ],
      };
      return firstBrokenFixed(fixed) < 0 &&
        fixed.people.every(({ id, limit }) => limit !== 0 || ![first.from, first.to].includes(id))
        ? fixed
        : day;
    });

/** Tries every placement of every request: the truth for tiny days. */
function bruteForce(day: MeetingProblem): number {
  let best = -Infinity;
  const isFixed = (id: string) => day.fixed.some((one) => one.request === id);
  // A fixed meeting is kept even where its request was declined since.
  const open = day.requests.filter(({ id, state }) => state === 'accepted' || state === 'suggested' || isFixed(id));
  const placed: PlacedMeeting[] = [];
  const walk = (at: number): void => {
    const request = open[at];
    if (!request) {
      const value = placed.reduce((sum, meeting) => sum + meeting.value, 0);
      if (value > best && scheduleFaults(day, placed).length === 0) best = value;
      return;
    }
    const fixed = day.fixed.find((one) => one.request === request.id);
    const worth = weightOf(day, request.value, request.state);
    const value = fixed ? Math.max(worth, 0) : worth;
    if (!fixed) walk(at + 1);
    for (const slot of day.slots)
      for (const table of day.tables) {
        if (fixed && (fixed.slot !== slot.id || (fixed.table ?? table.id) !== table.id)) continue;
        placed.push({
          request: request.id,
          fixed: fixed?.id ?? null,
          from: request.from,
          to: request.to,
          slot: slot.id,
          table: table.id,
          value,
        });
        walk(at + 1);
        placed.pop();
      }
  };
  walk(0);
  return Math.max(best, 0);
}

test('every schedule keeps every rule, adds up, stays within its bound and is the same the second time', () => {
  fc.assert(
    fc.property(smallDay({ requests: 14, slots: 5 }), (day) => {
      const schedule = solveMeetings(day);
      expect(scheduleFaults(day, schedule.meetings)).toEqual([]);
      expect(schedule.meetings.reduce((sum, { value }) => sum + value, 0)).toBe(schedule.value);
      expect(schedule.bound).toBeGreaterThanOrEqual(schedule.value);
      expect(schedule.isOptimal).toBe(true);
      expect(solveMeetings(day)).toEqual(schedule);
      const met = new Set(schedule.meetings.flatMap(({ from, to }) => [from, to]));
      expect(schedule.emptyHanded.map(({ person }) => person)).toEqual(
        day.people.map(({ id }) => id).filter((id) => !met.has(id)),
      );
    }),
    { numRuns: 250 },
  );
});

test('a tiny day gets the best schedule there is, its fixed meetings at the tables they name', () => {
  fc.assert(
    fc.property(smallDay({ requests: 4, slots: 3, fixedAt: 't0' }), (day) => {
      const best = bruteForce(day);
      const schedule = solveMeetings(day);
      expect(schedule.value).toBe(best);
      expect(schedule.bound).toBe(best);
    }),
    { numRuns: 300 },
  );
});

test('a re-run keeps the rules whatever has changed, and an unchanged day stays as it is', () => {
  fc.assert(
    fc.property(smallDay({ requests: 10, slots: 4 }), fc.nat(5), (day, gone) => {
      const first = solveMeetings(day);
      const again = solveMeetings(day, first.meetings);
      expect(again.changes).toMatchObject({ moved: 0, otherTable: 0, dropped: 0 });
      const ill = {
        ...day,
        fixed: [],
        people: day.people.map((one, p) => (p === gone ? { ...one, available: ['s0'] } : one)),
      };
      const next = solveMeetings(ill, first.meetings);
      expect(scheduleFaults(ill, next.meetings)).toEqual([]);
      expect(next.bound).toBeGreaterThanOrEqual(next.value);
    }),
    { numRuns: 150 },
  );
});

test('a salon of a hundred comes within 3 % of its bound', () => {
  const schedule = solveMeetings(madeMeetingDay({ people: 100, tables: 14, slots: 16, requests: 700, seed: 3 }));
  expect(schedule.value / schedule.bound).toBeGreaterThan(0.97);
});

test('when one person falls ill, nobody else moves without need', () => {
  const day = madeMeetingDay({ people: 60, tables: 10, slots: 12, requests: 300, seed: 5 });
  const first = solveMeetings(day);
  const ill = { ...day, people: day.people.map((one, p) => (p === 0 ? { ...one, available: [] } : one)) };
  const own = first.meetings.filter(({ from, to }) => from === 'p1' || to === 'p1').length;
  expect(own).toBeGreaterThan(0);
  const { changes } = solveMeetings(ill, first.meetings);
  expect(changes.dropped).toBeGreaterThanOrEqual(own);
  expect(changes.moved + changes.dropped - own).toBeLessThanOrEqual(2);
});

test('who gets nothing is told why, by the dearest request', () => {
  const { emptyHanded, unmet } = solveMeetings(
    problem({
      slots: slots(2),
      people: [
        { id: 'busy', limit: 1 },
        { id: 'wins' },
        { id: 'loses' },
        { id: 'morning', available: ['s0'] },
        { id: 'evening', available: ['s1'] },
        { id: 'shy' },
        { id: 'waiting' },
        { id: 'far', online: true },
      ],
      tables: ids('t', 3),
      requests: [
        { id: 'r1', from: 'wins', to: 'busy', value: 90 },
        { id: 'r2', from: 'loses', to: 'busy', value: 50 },
        { id: 'r3', from: 'morning', to: 'evening' },
        { id: 'r4', from: 'waiting', to: 'busy', state: 'pending' },
        { id: 'r5', from: 'far', to: 'wins' },
      ],
    }),
  );
  expect(emptyHanded.map(({ person, reason }) => [person, reason])).toEqual([
    ['loses', 'to_limit'],
    ['morning', 'no_common_slot'],
    ['evening', 'no_common_slot'],
    ['shy', 'no_request'],
    ['waiting', 'not_open'],
    ['far', 'no_room_kind'],
  ]);
  expect(unmet.map(({ request, reason }) => [request, reason])).toEqual([
    ['r2', 'to_limit'],
    ['r3', 'no_common_slot'],
    ['r5', 'no_room_kind'],
  ]);
});

test('one table in one slot: the rest are told that the tables are full', () => {
  const day = problem({
    slots: slots(1),
    people: ids('p', 4),
    tables: ids('t', 1),
    requests: [
      { id: 'r0', from: 'p0', to: 'p1', value: 5 },
      { id: 'r1', from: 'p2', to: 'p3', value: 6 },
    ],
  });
  const schedule = solveMeetings(day);
  expect(schedule).toMatchObject({ value: 6, bound: 6, isOptimal: true });
  expect(schedule.unmet).toMatchObject([{ request: 'r0', reason: 'tables_full' }]);
});

test('between two halls the way takes its time', () => {
  const day = {
    slots: slots(2, 20, 15),
    people: ids('p', 3),
    tables: [
      { id: 'a', place: 'A', available: ['s0'] },
      { id: 'b', place: 'B', available: ['s1'] },
    ],
    requests: [
      { id: 'r0', from: 'p0', to: 'p1' },
      { id: 'r1', from: 'p0', to: 'p2' },
    ],
  };
  expect(solveMeetings(problem({ ...day, travelMinutes: 5 })).meetings).toHaveLength(2);
  const apart = solveMeetings(problem({ ...day, travelMinutes: 10 }));
  expect(apart.meetings).toHaveLength(1);
  expect(apart.unmet[0]?.reason).toBe('travel');
});

test('names that are taken, unknown or contrary are complained of by path', () => {
  const day = problem({
    slots: [...slots(1), { id: 's1', startMinute: 20, endMinute: 20 }],
    people: [...ids('p', 2), { id: 'p0', available: ['never'] }],
    tables: ids('t', 1),
    requests: [
      { id: 'r0', from: 'p0', to: 'nobody' },
      { id: 'r1', from: 'p1', to: 'p1' },
    ],
    fixed: [{ id: 'f', slot: 's9', from: 'p0' }],
  });
  expect(problemFaults(day).map(({ path }) => path)).toEqual([
    'people[2].id',
    'slots[1].endMinute',
    'people[2].available[0]',
    'requests[0].to',
    'requests[1].to',
    'fixed[0].slot',
    'fixed[0]',
  ]);
});

test('fixed meetings that meet each other are named', () => {
  const fixed = (id: string, to: string, table: string | null) => ({ id, from: 'p0', to, slot: 's0', table });
  const day = (list: object[]) =>
    problem({ slots: slots(1), people: ids('p', 4), tables: ids('t', 2), requests: [], fixed: list });
  expect(firstBrokenFixed(day([fixed('f0', 'p1', 't0')]))).toBe(-1);
  expect(firstBrokenFixed(day([fixed('f0', 'p1', 't0'), fixed('f1', 'p2', 't1')]))).toBe(1);
  expect(firstBrokenFixed(day([fixed('f0', 'p1', 't0'), { ...fixed('f1', 'p2', 't0'), from: 'p3' }]))).toBe(1);
});
