import type { MatchReasons } from './matching.ts';
import type { MeetingSchedule } from './meeting-schedule.ts';
import { machine, statesWith } from './machine.ts';

/**
 * A wish of one participant of an event to meet another (约见). `requester` asked, `receiver` answers; a suggestion of the
 * matching belongs to both sides, and either may take it up or turn it down.
 */
export const meetingRequestMachine = machine({
  name: 'meeting_request',
  initial: 'draft',
  states: {
    draft: {
      label: '处理中',
      on: {
        ask: { to: 'pending', by: ['requester'], says: '发出约见' },
        suggest: { to: 'suggested', by: ['system'], says: '按供需匹配推荐' },
      },
    },
    suggested: {
      label: '推荐',
      is: ['open', 'schedulable'],
      on: {
        accept: { to: 'accepted', by: ['requester', 'receiver'], says: '想见，优先安排' },
        decline: { to: 'declined', by: ['requester', 'receiver'], says: '不用安排' },
        withdraw: { to: 'withdrawn', by: ['organizer', 'system'], says: '推荐已更新' },
      },
    },
    pending: {
      label: '待答复',
      is: ['open'],
      on: {
        accept: { to: 'accepted', by: ['receiver'], says: '同意见面' },
        decline: { to: 'declined', by: ['receiver'], says: '婉拒约见，告知对方' },
        withdraw: { to: 'withdrawn', by: ['requester', 'system'], says: '撤回约见' },
        expire: { to: 'expired', by: ['system'], says: '逾期未答复' },
      },
    },
    accepted: {
      label: '已同意',
      is: ['open', 'schedulable'],
      on: { withdraw: { to: 'withdrawn', by: ['requester', 'receiver', 'system'], says: '不再见面' } },
    },
    declined: { label: '已婉拒', final: true },
    withdrawn: { label: '已撤回', final: true },
    expired: { label: '已失效', final: true },
  },
});
export type MeetingRequestState = keyof typeof meetingRequestMachine.states;
export const openRequestStates = statesWith(meetingRequestMachine, 'open');
export const schedulableRequestStates = statesWith(meetingRequestMachine, 'schedulable');

/** A meeting of the published schedule. */
export const eventMeetingMachine = machine({
  name: 'event_meeting',
  initial: 'planned',
  states: {
    planned: {
      label: '已安排',
      is: ['seated'],
      on: {
        hold: { to: 'held', by: ['organizer', 'system'], says: '双方见了面' },
        miss: { to: 'missed', by: ['organizer', 'system'], says: '有一方没有到' },
        cancel: { to: 'cancelled', by: ['organizer', 'system'], says: '取消这场会面，通知双方' },
      },
    },
    held: {
      label: '已会面',
      is: ['seated'],
      on: { miss: { to: 'missed', by: ['organizer', 'system'], says: '更正：没有见面' } },
    },
    missed: {
      label: '未会面',
      is: ['seated'],
      on: { hold: { to: 'held', by: ['organizer', 'system'], says: '更正：双方见了面' } },
    },
    cancelled: { label: '已取消', final: true },
  },
});
export type EventMeetingState = keyof typeof eventMeetingMachine.states;
/** Meetings that hold their slot and table. */
export const seatedMeetingStates = statesWith(eventMeetingMachine, 'seated');

export const meetingOutcomes = ['not_held', 'no_interest', 'informed', 'possible', 'intent'] as const;
export type MeetingOutcome = (typeof meetingOutcomes)[number];
export const meetingOutcomeLabels: Readonly<Record<MeetingOutcome, string>> = {
  not_held: '未发生',
  no_interest: '无兴趣',
  informed: '有信息',
  possible: '可能合作',
  intent: '意向',
};

export const meetingRequestOrigins = ['asked', 'suggested'] as const;
export const scheduleRunStates = ['queued', 'running', 'ready', 'failed', 'published', 'replaced'] as const;
export type ScheduleRunState = (typeof scheduleRunStates)[number];
export const scheduleRunLabels: Readonly<Record<ScheduleRunState, string>> = {
  queued: '排队中',
  running: '计算中',
  ready: '待发布',
  failed: '没有算成',
  published: '已发布',
  replaced: '已被新日程取代',
};

/** Why a suggested meeting is worth a table: the pair of demand and achievement, and how each side sees it. */
export interface MeetingReasons {
  readonly schemaVersion: 1;
  readonly demandTitle: string;
  readonly achievementTitle: string;
  /** Shared key terms, heaviest first. */
  readonly terms: readonly string[];
  readonly scorePpm: number;
  readonly backwardPpm: number | null;
  readonly factors: MatchReasons['factors'];
}

/** What a run of the scheduler found, as stored: meetings by the ids of registrations, slots and tables. */
export type ScheduleResult = Pick<
  MeetingSchedule,
  'meetings' | 'value' | 'bound' | 'isOptimal' | 'emptyHanded' | 'unmet' | 'changes'
>;

/** Least and usual numbers of the organizer's form. */
export const usualMeetingRules = { slotMinutes: 15, gapMinutes: 5, restMinutes: 0, replyHours: 48, limit: 8 } as const;
export const maxMeetingSlots = 60;
export const maxMeetingTables = 200;
/** Open requests that one participant may have sent. */
export const maxOpenRequests = 20;

/**
 * Worth of a meeting for the scheduler, in points: an asked one by the interest of both sides (100 when both want it), a
 * suggested one by the geometric mean of how well each side answers the other, 20 to 90. Example: scores of 640,000 and 360,000 ppm
 * give 20 + 70 × .48 = 54.
 */
export function suggestionValue(scorePpm: number, backwardPpm: number | null): number {
  const mean = Math.sqrt((scorePpm / 1_000_000) * ((backwardPpm ?? scorePpm) / 1_000_000));
  return Math.round(20 + 70 * Math.min(1, mean));
}
export const askedValue = 100;

/**
 * Slots of equal length with a pause between, within the windows of the day; what does not fit whole is left out. Minutes.
 * Example: 14:00 to 15:00 with 15 and 5 gives 14:00, 14:20 and 14:40.
 */
export function slotsWithin(
  windows: readonly { readonly startsAt: Date; readonly endsAt: Date }[],
  slotMinutes: number,
  gapMinutes: number,
): { readonly startsAt: Date; readonly endsAt: Date }[] {
  const slots: { startsAt: Date; endsAt: Date }[] = [];
  const sorted = [...windows].sort((x, y) => x.startsAt.getTime() - y.startsAt.getTime());
  let free = -Infinity;
  for (const window of sorted) {
    let at = Math.max(window.startsAt.getTime(), free);
    for (
      ;
      at + slotMinutes * 60_000 <= window.endsAt.getTime() && slots.length <= maxMeetingSlots;
      at += (slotMinutes + gapMinutes) * 60_000
    ) {
      slots.push({ startsAt: new Date(at), endsAt: new Date(at + slotMinutes * 60_000) });
      free = at + (slotMinutes + gapMinutes) * 60_000;
    }
  }
  return slots;
}
