import { z } from 'zod';
import { meetingRoomKinds, type MeetingProblem, scheduleRequestStates } from './meeting-schedule.ts';

const name = z.string().min(1).max(200);
const minute = z.int().min(-1_000_000).max(10_000_000);
const minutes = (says: string) => z.int().min(0).max(10_000).describe(`${says} Unit: minutes.`);
const points = (says: string) => z.int().min(0).max(1_000_000).describe(`${says} Unit: points, a whole number.`);
const slots = (says: string) => z.array(name).nullable().default(null).describe(`${says} Slot ids; null: all slots.`);

const SlotInput = z.strictObject({
  id: name,
  startMinute: minute.describe('Start. Unit: minutes from any origin that all slots share, for example midnight.'),
  endMinute: minute.describe('End, after the start. Unit: minutes from the same origin.'),
});

const PersonInput = z.strictObject({
  id: name,
  kind: z.string().max(200).default('').describe('Kind of participant; limitsByKind may name it.'),
  available: slots('When the person can meet.'),
  limit: z
    .int()
    .min(0)
    .max(10_000)
    .nullable()
    .default(null)
    .describe('Most meetings; null: the limit of the kind, else none.'),
  restMinutes: minutes('Least time between two meetings of this person; null: the general one.')
    .nullable()
    .default(null),
  online: z.boolean().default(false).describe('Takes part from elsewhere: meets in video rooms only.'),
});

const TableInput = z.strictObject({
  id: name,
  kind: z.enum(meetingRoomKinds).default('table').describe('table: people sit together; video: a room with a link.'),
  place: z
    .string()
    .max(200)
    .default('')
    .describe('Hall or building. Going to another place takes travelMinutes; "" is near to all places.'),
  available: slots('When the table can be used.'),
});

const RequestInput = z.strictObject({
  id: name,
  from: name.describe('Person who asks.'),
  to: name.describe('Person who is asked.'),
  value: points('What the meeting is worth.').default(100),
  state: z
    .enum(scheduleRequestStates)
    .default('accepted')
    .describe('Only accepted and suggested requests are scheduled.'),
  room: z
    .enum([...meetingRoomKinds, 'any'])
    .nullable()
    .default(null)
    .describe('Where they may meet; null: video if either person is online, else table.'),
});

const FixedInput = z.strictObject({
  id: name,
  request: name.nullable().default(null).describe('The request that it fulfils; else name from and to.'),
  from: name.nullable().default(null),
  to: name.nullable().default(null),
  value: points('What it is worth where it has no request.').default(0),
  slot: name,
  table: name.nullable().default(null).describe('Null: any table that is free and suits.'),
});

const factor = (says: string) => z.int().min(0).max(1000).default(1).describe(`${says} Unit: times the value.`);

/** What `npm run -s meetings:solve` reads. What is left out takes its default. */
export const MeetingProblemInput = z.strictObject({
  slots: z.array(SlotInput).min(1).max(500),
  people: z.array(PersonInput).max(5000),
  tables: z.array(TableInput).max(1000).describe('Tables and video rooms; one meeting each in a slot.'),
  requests: z.array(RequestInput).max(50_000),
  fixed: z.array(FixedInput).max(10_000).default([]).describe('Meetings that stay where they are.'),
  limitsByKind: z
    .record(z.string(), z.int().min(0).max(10_000))
    .default({})
    .describe('Most meetings of a person of this kind.'),
  restMinutes: minutes('Least time between two meetings of one person.').default(0),
  travelMinutes: minutes('Time to a table of another place.').default(0),
  factors: z
    .strictObject({ accepted: factor('Weight of accepted requests.'), suggested: factor('Weight of suggested ones.') })
    .prefault({}),
  moveCost: points('A meeting of the previous schedule moves only for a gain above this; null: the middle value.')
    .nullable()
    .default(null),
  seed: z.int().min(0).max(4_294_967_295).default(1).describe('Another seed searches another way.'),
});

/** A schedule as the tool prints it, read back with --previous: only the meetings of requests count. */
export const PreviousScheduleInput = z.looseObject({
  meetings: z.array(z.looseObject({ request: name.nullable(), slot: name, table: name })),
});

export interface ProblemFault {
  readonly path: string;
  readonly says: string;
}

const span = <T>(items: readonly T[], visit: (item: T, at: number) => void): void => items.forEach(visit);

/**
 * What a schema cannot say: names that are taken or unknown, slots that end before they start, and fixed meetings that break a
 * rule themselves. Empty: the problem can be solved.
 */
export function problemFaults(problem: MeetingProblem): ProblemFault[] {
  const faults: ProblemFault[] = [];
  const complain = (path: string, says: string) => faults.push({ path, says });
  const indexed = <T extends { readonly id: string }>(list: string, items: readonly T[]): ReadonlyMap<string, T> => {
    const byId = new Map<string, T>();
    span(items, (item, at) => {
      if (byId.has(item.id)) complain(`${list}[${at}].id`, `"${item.id}" is taken already`);
      else byId.set(item.id, item);
    });
    return byId;
  };
  const slotOf = indexed('slots', problem.slots);
  const personOf = indexed('people', problem.people);
  const tableOf = indexed('tables', problem.tables);
  const requestOf = indexed('requests', problem.requests);
  indexed('fixed', problem.fixed);
  const known = (path: string, id: string, byId: ReadonlyMap<string, unknown>, what: string) => {
    if (!byId.has(id)) complain(path, `no ${what} is called "${id}"`);
  };
  span(problem.slots, (slot, at) => {
    if (slot.endMinute <= slot.startMinute) complain(`slots[${at}].endMinute`, 'a slot ends after it starts');
  });
  for (const [list, items] of [['people', problem.people] as const, ['tables', problem.tables] as const])
    items.forEach((item, at) =>
      item.available?.forEach((slot, i) => known(`${list}[${at}].available[${i}]`, slot, slotOf, 'slot')),
    );
  span(problem.requests, (request, at) => {
    known(`requests[${at}].from`, request.from, personOf, 'person');
    known(`requests[${at}].to`, request.to, personOf, 'person');
    if (request.from === request.to) complain(`requests[${at}].to`, 'nobody meets himself');
  });
  span(problem.fixed, (fixed, at) => {
    const path = `fixed[${at}]`;
    known(`${path}.slot`, fixed.slot, slotOf, 'slot');
    if (fixed.table !== null) known(`${path}.table`, fixed.table, tableOf, 'table');
    if (fixed.request !== null) {
      known(`${path}.request`, fixed.request, requestOf, 'request');
      if (fixed.from !== null || fixed.to !== null) complain(`${path}.from`, 'the request says who meets');
    } else if (fixed.from === null || fixed.to === null) complain(path, 'a request, or from and to, are needed');
    else {
      known(`${path}.from`, fixed.from, personOf, 'person');
      known(`${path}.to`, fixed.to, personOf, 'person');
      if (fixed.from === fixed.to) complain(`${path}.to`, 'nobody meets himself');
    }
  });
  return faults;
}
