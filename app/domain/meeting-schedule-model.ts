import type { MeetingProblem, MeetingTable, PreviousMeeting } from './meeting-schedule.ts';

/**
 * The problem as numbers: people, slots (by start), rooms gathered into classes of one kind and place, and for each request that can
 * be scheduled at all its options (slot, class). Fixed meetings come after the requests, with one option each.
 */
export interface ScheduleModel {
  readonly people: number;
  readonly slots: number;
  readonly classes: number;
  /** Requests and fixed meetings. */
  readonly size: number;
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** Value times the factor of the state. */
  readonly weight: Float64Array;
  readonly isLocked: Uint8Array;
  readonly optionFrom: Int32Array;
  readonly optionSlot: Int32Array;
  readonly optionClass: Int32Array;
  /** Index of the previous slot, or -1, with what staying there is worth. */
  readonly homeSlot: Int32Array;
  readonly stay: number;
  readonly limit: Int32Array;
  /** Rooms of a class in a slot: [class * slots + slot]. */
  readonly capacity: Int32Array;
  /** Slots that a person who rests so long cannot use beside this one, the slot itself first: by person and slot. */
  readonly near: readonly (readonly Int32Array[])[];
  /** The same for a table of another place; null where travel changes nothing. */
  readonly far: readonly (readonly Int32Array[])[] | null;
  readonly placeOf: Int32Array;
  /** For each rest time the slots at whose start the person would still be held: cliques of the conflict graph. */
  readonly covers: readonly (readonly Int32Array[])[];
  readonly slotIds: readonly string[];
  readonly personIds: readonly string[];
  readonly tablesOf: readonly (readonly MeetingTable[])[];
  readonly slotIndex: ReadonlyMap<string, number>;
  readonly personIndex: ReadonlyMap<string, number>;
  /** Position in problem.requests, or -1. */
  readonly requestOf: Int32Array;
  /** Position in problem.fixed, or -1. */
  readonly fixedOf: Int32Array;
  readonly isFree: (person: number, slot: number) => boolean;
}

/** Slots that cannot stand together for one person: `first` and `second` conflict when less than `gap` minutes lie between. */
function clashes(starts: readonly number[], ends: readonly number[], gap: number): Int32Array[] {
  return starts.map((start, s) =>
    Int32Array.from([
      s,
      ...starts.flatMap((other, t) => (t !== s && other < ends[s]! + gap && start < ends[t]! + gap ? [t] : [])),
    ]),
  );
}

/** Slots at whose start a meeting in this slot, with the rest after it, still holds the person: all such slots exclude each other. */
function coverOf(starts: readonly number[], ends: readonly number[], gap: number): Int32Array[] {
  return starts.map((start, s) =>
    Int32Array.from(starts.flatMap((other, t) => (other >= start && other < ends[s]! + gap ? [t] : []))),
  );
}

const middleOf = (values: readonly number[]): number =>
  [...values].sort((x, y) => x - y)[Math.floor(values.length / 2)] ?? 0;

/** Points a gain must exceed before a meeting of the previous schedule moves: as told, else the middle weight. */
export const moveCostOf = (problem: MeetingProblem): number =>
  problem.moveCost ??
  middleOf(
    problem.requests.filter(({ state }) => isOpen(state)).map(({ value, state }) => weightOf(problem, value, state)),
  );

/** Value times the factor of its state; 0 where the state is not schedulable. Points. */
export const weightOf = (problem: MeetingProblem, value: number, state: string): number =>
  state === 'accepted' || state === 'suggested' ? value * problem.factors[state] : 0;

export const isOpen = (state: string): boolean => state === 'accepted' || state === 'suggested';

/** Builds the model; the problem has no faults. Deterministic: everything follows the order of the input. */
export function scheduleModel(problem: MeetingProblem, previous: readonly PreviousMeeting[] | null): ScheduleModel {
  const slots = [...problem.slots].sort((x, y) => x.startMinute - y.startMinute || x.endMinute - y.endMinute);
  const starts = slots.map(({ startMinute }) => startMinute);
  const ends = slots.map(({ endMinute }) => endMinute);
  const slotIndex = new Map(slots.map(({ id }, s) => [id, s]));
  const personIndex = new Map(problem.people.map(({ id }, p) => [id, p]));
  const S = slots.length;
  const P = problem.people.length;
  const freeOf = (available: readonly string[] | null): Uint8Array => {
    const free = new Uint8Array(S).fill(available === null ? 1 : 0);
    for (const slot of available ?? []) free[slotIndex.get(slot)!] = 1;
    return free;
  };
  const free = problem.people.map(({ available }) => freeOf(available));
  const restOf = problem.people.map(({ restMinutes }) => restMinutes ?? problem.restMinutes);
  const rests = [...new Set(restOf)];
  const byRest = <T>(make: (rest: number) => T): T[] => {
    const made = new Map(rests.map((rest) => [rest, make(rest)]));
    return restOf.map((rest) => made.get(rest)!);
  };
  const places = [...new Set(problem.tables.map(({ place }) => place).filter((place) => place !== ''))];
  const hasTravel = places.length > 1 && rests.some((rest) => problem.travelMinutes > rest);
  const classKeys = new Map<string, number>();
  const tablesOf: MeetingTable[][] = [];
  for (const table of problem.tables) {
    const key = `${table.kind} ${hasTravel ? table.place : ''}`;
    let at = classKeys.get(key);
    if (at === undefined) {
      at = tablesOf.length;
      classKeys.set(key, at);
      tablesOf.push([]);
    }
    tablesOf[at]!.push(table);
  }
  const C = tablesOf.length;
  const capacity = new Int32Array(C * S);
  tablesOf.forEach((tables, c) =>
    tables.forEach(({ available }) => freeOf(available).forEach((is, s) => (capacity[c * S + s]! += is))),
  );
  const requestIndex = new Map(problem.requests.map(({ id }, r) => [id, r]));
  const tableById = new Map(problem.tables.map((table) => [table.id, table]));
  const fixedRequests = new Set(problem.fixed.map(({ request }) => request));
  const a: number[] = [];
  const b: number[] = [];
  const weight: number[] = [];
  const locked: number[] = [];
  const requestOf: number[] = [];
  const fixedOf: number[] = [];
  const optionFrom: number[] = [0];
  const optionSlot: number[] = [];
  const optionClass: number[] = [];
  const isOnline = (p: number) => problem.people[p]!.online;
  const suits = (room: 'table' | 'video' | 'any', c: number): boolean =>
    room === 'any' || tablesOf[c]![0]!.kind === room;
  const roomFor = (p: number, q: number) => (isOnline(p) || isOnline(q) ? 'video' : 'table');
  problem.requests.forEach((request, r) => {
    const p = personIndex.get(request.from)!;
    const q = personIndex.get(request.to)!;
    const worth = weightOf(problem, request.value, request.state);
    if (worth <= 0 || fixedRequests.has(request.id)) return;
    const room = request.room ?? roomFor(p, q);
    for (let s = 0; s < S; s += 1)
      for (let c = 0; c < C; c += 1)
        if (free[p]![s] && free[q]![s] && capacity[c * S + s]! > 0 && suits(room, c)) {
          optionSlot.push(s);
          optionClass.push(c);
        }
    a.push(p);
    b.push(q);
    weight.push(worth);
    locked.push(0);
    requestOf.push(r);
    fixedOf.push(-1);
    optionFrom.push(optionSlot.length);
  });
  problem.fixed.forEach((fixed, f) => {
    const request = fixed.request === null ? null : problem.requests[requestIndex.get(fixed.request)!]!;
    const p = personIndex.get(request?.from ?? fixed.from!)!;
    const q = personIndex.get(request?.to ?? fixed.to!)!;
    const table = fixed.table === null ? null : tableById.get(fixed.table)!;
    const s = slotIndex.get(fixed.slot)!;
    for (let c = 0; c < C; c += 1)
      if (
        capacity[c * S + s]! > 0 &&
        (table ? tablesOf[c]!.includes(table) : suits(request?.room ?? roomFor(p, q), c))
      ) {
        optionSlot.push(s);
        optionClass.push(c);
      }
    a.push(p);
    b.push(q);
    weight.push(request ? Math.max(weightOf(problem, request.value, request.state), 0) : fixed.value);
    locked.push(1);
    requestOf.push(request ? requestIndex.get(request.id)! : -1);
    fixedOf.push(f);
    optionFrom.push(optionSlot.length);
  });
  const homeById = new Map((previous ?? []).map(({ request, slot }) => [request, slotIndex.get(slot) ?? -1]));
  return {
    people: P,
    slots: S,
    classes: C,
    size: a.length,
    a: Int32Array.from(a),
    b: Int32Array.from(b),
    weight: Float64Array.from(weight),
    isLocked: Uint8Array.from(locked),
    optionFrom: Int32Array.from(optionFrom),
    optionSlot: Int32Array.from(optionSlot),
    optionClass: Int32Array.from(optionClass),
    homeSlot: Int32Array.from(requestOf, (r, m) =>
      r < 0 || locked[m] ? -1 : (homeById.get(problem.requests[r]!.id) ?? -1),
    ),
    stay: moveCostOf(problem),
    limit: Int32Array.from(problem.people, ({ limit, kind }) => Math.min(limit ?? problem.limitsByKind[kind] ?? S, S)),
    capacity,
    near: byRest((rest) => clashes(starts, ends, rest)),
    far: hasTravel ? byRest((rest) => clashes(starts, ends, Math.max(rest, problem.travelMinutes))) : null,
    placeOf: Int32Array.from(tablesOf, (tables) => places.indexOf(tables[0]!.place)),
    covers: byRest((rest) => coverOf(starts, ends, rest)),
    slotIds: slots.map(({ id }) => id),
    personIds: problem.people.map(({ id }) => id),
    tablesOf,
    slotIndex,
    personIndex,
    requestOf: Int32Array.from(requestOf),
    fixedOf: Int32Array.from(fixedOf),
    isFree: (p, s) => free[p]![s] === 1,
  };
}
