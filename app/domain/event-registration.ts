import { machine, statesWith } from './machine.ts';

/**
 * One person's registration (报名) for an event with the people he brings. What `is` seated holds its seats of the kind's
 * capacity; a waiting one moves up by itself when seats become free and is then given some hours to confirm.
 */
export const eventRegistrationMachine = machine({
  name: 'event_registration',
  initial: 'asked',
  states: {
    asked: {
      label: '处理中',
      on: {
        invite: { to: 'invited', by: ['organizer'], says: '发出邀请函，保留席位' },
        seat: { to: 'registered', by: ['system'], says: '有席位，报名成功' },
        putDown: { to: 'registered', by: ['organizer'], says: '组织方登记，不用再报名' },
        hold: { to: 'pending', by: ['system'], says: '保留席位，等组织方审核' },
        wait: { to: 'waitlisted', by: ['system'], says: '席位已满，进入候补' },
      },
    },
    invited: {
      label: '待回执',
      is: ['seated', 'active'],
      on: {
        accept: { to: 'registered', by: ['attendee'], says: '回执写明参加' },
        decline: { to: 'declined', by: ['attendee'], says: '回执写明不参加' },
        lapse: { to: 'lapsed', by: ['system'], says: '逾期未回执，席位让出' },
        cancel: { to: 'cancelled', by: ['organizer', 'system'], says: '收回邀请' },
      },
    },
    pending: {
      label: '待审核',
      is: ['seated', 'active'],
      on: {
        approve: { to: 'registered', by: ['organizer'], says: '审核通过' },
        refuse: { to: 'declined', by: ['organizer'], says: '审核未通过，席位让出' },
        lapse: { to: 'lapsed', by: ['system'], says: '活动开始前没有审核，报名失效' },
        cancel: { to: 'cancelled', by: ['attendee', 'organizer', 'system'], says: '取消报名' },
      },
    },
    waitlisted: {
      label: '候补中',
      is: ['active'],
      on: {
        offer: { to: 'offered', by: ['system'], says: '有空位，请在期限内确认' },
        lapse: { to: 'lapsed', by: ['system'], says: '活动开始，候补结束' },
        cancel: { to: 'cancelled', by: ['attendee', 'organizer', 'system'], says: '退出候补' },
      },
    },
    offered: {
      label: '候补到位，待确认',
      is: ['seated', 'active'],
      on: {
        accept: { to: 'registered', by: ['attendee'], says: '确认参加' },
        lapse: { to: 'lapsed', by: ['system'], says: '逾期未确认，席位给下一位' },
        cancel: { to: 'cancelled', by: ['attendee', 'organizer', 'system'], says: '放弃席位' },
      },
    },
    registered: {
      label: '已报名',
      is: ['seated', 'active', 'admitted'],
      on: { cancel: { to: 'cancelled', by: ['attendee', 'organizer', 'system'], says: '取消报名，席位让出' } },
    },
    declined: { label: '不参加', final: true },
    lapsed: { label: '已失效', final: true },
    cancelled: { label: '已取消', final: true },
  },
});
export type EventRegistrationState = keyof typeof eventRegistrationMachine.states;

/** Most people that one list puts down. */
export const mostListed = 500;

/** States that hold their seats. */
export const seatedStates = statesWith(eventRegistrationMachine, 'seated');
/** One person has at most one of these in an event. */
export const activeStates = statesWith(eventRegistrationMachine, 'active');
/** Those who are let in at the door. */
export const admittedStates = statesWith(eventRegistrationMachine, 'admitted');

export const ticketKinds = [
  'leader',
  'guest',
  'expert',
  'project',
  'company',
  'investor',
  'broker',
  'audience',
  'media',
] as const;
export type TicketKind = (typeof ticketKinds)[number];

export const ticketKindLabels: Readonly<Record<TicketKind, string>> = {
  leader: '领导',
  guest: '嘉宾',
  expert: '专家',
  project: '项目方',
  company: '企业',
  investor: '投资机构',
  broker: '技术经纪人',
  audience: '观众',
  media: '媒体',
};

/** A question of the organizer's form. `showWhen` names an earlier choice question and the answer that opens this one. */
export interface EventQuestion {
  readonly id: string;
  readonly label: string;
  readonly kind: 'text' | 'choice';
  readonly options: readonly string[];
  readonly isRequired: boolean;
  readonly showWhen: { readonly questionId: string; readonly answer: string } | null;
}

/** Somebody who comes along on the same ticket. */
export interface Companion {
  readonly name: string;
  readonly post: string;
}

/** 参会回执: what the organizer has to prepare for an invited guest. */
export interface AttendanceReply {
  readonly arrivesBy: string;
  readonly meals: boolean;
  readonly lodging: boolean;
  readonly note: string;
}
