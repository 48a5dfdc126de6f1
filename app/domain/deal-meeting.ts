import { machine } from './machine.ts';

/** A meeting of the two sides: times are proposed, the other side picks one, afterwards the minutes are written. */
export const meetingMachine = machine({
  name: 'meeting',
  initial: 'proposed',
  states: {
    proposed: {
      label: '待选时间',
      on: {
        fix: { to: 'fixed', by: ['other'], says: '选定时间' },
        cancel: { to: 'cancelled', by: ['either'], says: '取消这次会议' },
      },
    },
    fixed: {
      label: '已约定',
      on: {
        hold: { to: 'held', by: ['either'], says: '会议开过了，写下纪要' },
        cancel: { to: 'cancelled', by: ['either'], says: '取消这次会议' },
      },
    },
    held: { label: '已召开', final: true },
    cancelled: { label: '已取消', final: true },
  },
});
export type MeetingState = keyof typeof meetingMachine.states;

/** A proposed time. Instants as ISO text, so that they can stand in JSON. */
export interface MeetingSlot {
  readonly startsAt: string;
  readonly endsAt: string;
}

/** Most times of one proposal. */
export const maxSlots = 5;
