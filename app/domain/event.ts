import { machine, statesWith } from './machine.ts';

/**
 * A salon, roadshow or other event (活动) from draft to the confirmed report. `organizer` is the unit that runs it, `reviewer`
 * the person there who answers for secrecy, `authority` the department whose region it lies in (domain.md 1.4).
 */
export const eventMachine = machine({
  name: 'event',
  initial: 'draft',
  states: {
    draft: {
      label: '草稿',
      is: ['editable'],
      on: {
        submit: { to: 'review', by: ['organizer'], says: '提交材料保密审查' },
        cancel: { to: 'cancelled', by: ['organizer'], says: '放弃草稿' },
      },
    },
    review: {
      label: '保密审查中',
      on: {
        publish: { to: 'published', by: ['reviewer'], says: '确认材料不涉密，发布活动并开放报名' },
        return: { to: 'draft', by: ['reviewer'], says: '退回修改，写明原因' },
      },
    },
    published: {
      label: '报名中',
      is: ['public', 'editable', 'open', 'coming', 'attendable'],
      on: {
        close: { to: 'registration_closed', by: ['organizer', 'system'], says: '报名截止' },
        start: { to: 'running', by: ['organizer', 'system'], says: '活动开始' },
        cancel: { to: 'cancelled', by: ['organizer'], says: '取消活动，通知所有报名者' },
      },
    },
    registration_closed: {
      label: '报名已截止',
      is: ['public', 'editable', 'coming', 'attendable'],
      on: {
        reopen: { to: 'published', by: ['organizer'], says: '延长报名' },
        start: { to: 'running', by: ['organizer', 'system'], says: '活动开始' },
        cancel: { to: 'cancelled', by: ['organizer'], says: '取消活动，通知所有报名者' },
      },
    },
    running: {
      label: '进行中',
      is: ['public', 'coming', 'attendable'],
      on: { end: { to: 'held', by: ['organizer', 'system'], says: '活动结束' } },
    },
    held: {
      label: '已举办',
      is: ['public', 'past', 'attendable'],
      on: { report: { to: 'reported', by: ['organizer'], says: '提交活动报告，等主管部门确认' } },
    },
    reported: {
      label: '已报告',
      is: ['public', 'past'],
      on: {
        confirm: { to: 'closed', by: ['authority'], says: '确认报告，计入年度场次' },
        returnReport: { to: 'held', by: ['authority'], says: '退回报告，写明要补什么' },
      },
    },
    closed: { label: '已确认', is: ['public', 'past'], final: true },
    cancelled: { label: '已取消', final: true },
  },
});
export type EventState = keyof typeof eventMachine.states;

/** States in which everybody may read the event's page. */
export const publicEventStates = statesWith(eventMachine, 'public');
/** Public and not over yet. */
export const comingEventStates = statesWith(eventMachine, 'coming');
export const pastEventStates = statesWith(eventMachine, 'past');
/** States in which the organizer may change what the page says. */
export const editableEventStates = statesWith(eventMachine, 'editable');
/** States in which people are checked in: the paper list is entered after the end too, before the report. */
export const attendableEventStates = statesWith(eventMachine, 'attendable');

export const eventKinds = [
  'salon',
  'roadshow',
  'promotion',
  'matchmaking',
  'academician',
  'contest',
  'investment',
] as const;
export type EventKind = (typeof eventKinds)[number];

export const eventKindLabels: Readonly<Record<EventKind, string>> = {
  salon: '对接沙龙',
  roadshow: '路演',
  promotion: '推介会',
  matchmaking: '对接会',
  academician: '院士行',
  contest: '挑战赛',
  investment: '科技招商',
};

export const eventModes = ['onsite', 'online', 'hybrid'] as const;
export type EventMode = (typeof eventModes)[number];
export const eventModeLabels: Readonly<Record<EventMode, string>> = {
  onsite: '线下',
  online: '线上',
  hybrid: '线上线下',
};

export const hostParts = ['host', 'undertaker', 'co_host'] as const;
export type HostPart = (typeof hostParts)[number];
export const hostPartLabels: Readonly<Record<HostPart, string>> = { host: '主办', undertaker: '承办', co_host: '协办' };

/** A unit that stands on the invitation. */
export interface EventHost {
  readonly part: HostPart;
  readonly name: string;
}
