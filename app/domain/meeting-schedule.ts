/**
 * The problem of a meeting day, and its answer: who sits with whom, when, at which table. Plain data: the command line reads it
 * from a file, the organizer's job builds it from rows. Slots are minutes from any common origin.
 */
export interface MeetingSlot {
  readonly id: string;
  readonly startMinute: number;
  readonly endMinute: number;
}

export interface MeetingPerson {
  readonly id: string;
  readonly kind: string;
  /** Slots in which the person can meet; null: all. */
  readonly available: readonly string[] | null;
  /** Most meetings; null: the limit of the kind, else none. */
  readonly limit: number | null;
  /** Least minutes between two meetings; null: the problem's. */
  readonly restMinutes: number | null;
  /** Takes part from elsewhere: meets in video rooms only. */
  readonly online: boolean;
}

export const meetingRoomKinds = ['table', 'video'] as const;
export type MeetingRoomKind = (typeof meetingRoomKinds)[number];

export interface MeetingTable {
  readonly id: string;
  readonly kind: MeetingRoomKind;
  /** Between two places the travel time applies. A table without a place is near to everything. */
  readonly place: string;
  readonly available: readonly string[] | null;
}

export const schedulableStates = ['accepted', 'suggested'] as const;
export const scheduleRequestStates = [...schedulableStates, 'pending', 'declined', 'expired', 'withdrawn'] as const;
export type ScheduleRequestState = (typeof scheduleRequestStates)[number];

export interface ScheduleRequest {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** What the meeting is worth, a whole number of points. */
  readonly value: number;
  readonly state: ScheduleRequestState;
  /** Null: a video room if either side is online, else a table. */
  readonly room: MeetingRoomKind | 'any' | null;
}

/** A meeting that stays where it is: of a request, or of two people whom nobody asked. */
export interface FixedMeeting {
  readonly id: string;
  readonly request: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly value: number;
  readonly slot: string;
  readonly table: string | null;
}

export interface MeetingProblem {
  readonly slots: readonly MeetingSlot[];
  readonly people: readonly MeetingPerson[];
  readonly tables: readonly MeetingTable[];
  readonly requests: readonly ScheduleRequest[];
  readonly fixed: readonly FixedMeeting[];
  readonly limitsByKind: Readonly<Record<string, number>>;
  readonly restMinutes: number;
  /** Minutes from a table to one of another place. */
  readonly travelMinutes: number;
  readonly factors: Readonly<Record<(typeof schedulableStates)[number], number>>;
  /** A meeting of the previous schedule moves only if that gains more points than this; null: the middle value. */
  readonly moveCost: number | null;
  readonly seed: number;
}

export interface PlacedMeeting {
  /** The request, or the fixed meeting that has none. */
  readonly request: string | null;
  readonly fixed: string | null;
  readonly from: string;
  readonly to: string;
  readonly slot: string;
  readonly table: string;
  readonly value: number;
}

export type PreviousMeeting = Pick<PlacedMeeting, 'request' | 'slot' | 'table'>;

export const unmetReasons = [
  'not_open',
  'worthless',
  'no_room_kind',
  'no_common_slot',
  'from_limit',
  'to_limit',
  'busy',
  'tables_full',
  'travel',
] as const;
export type UnmetReason = (typeof unmetReasons)[number];

export interface UnmetRequest {
  readonly request: string;
  readonly from: string;
  readonly to: string;
  readonly value: number;
  readonly reason: UnmetReason;
}

/** Somebody with no meeting at all, and why: nobody asked, or each of the requests with its reason. */
export interface EmptyHanded {
  readonly person: string;
  readonly reason: 'no_request' | UnmetReason;
  readonly requests: readonly UnmetRequest[];
}

export interface MeetingSchedule {
  readonly meetings: readonly PlacedMeeting[];
  readonly value: number;
  /** No schedule is worth more than this. */
  readonly bound: number;
  readonly isOptimal: boolean;
  readonly emptyHanded: readonly EmptyHanded[];
  readonly unmet: readonly UnmetRequest[];
  /** Against the previous schedule: kept in slot and table, same slot at another table, another slot, gone, new. */
  readonly changes: {
    readonly kept: number;
    readonly otherTable: number;
    readonly moved: number;
    readonly dropped: number;
    readonly added: number;
  };
}
