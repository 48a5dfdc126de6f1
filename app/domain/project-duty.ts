import { addMonths, type Day, diffDays } from './days.ts';
import { machine } from './machine.ts';

/** What a unit owes after a provincial project was accepted: to deposit its results, and to transfer them (art. 11, 46). */
export const dutyMachine = machine({
  name: 'project_duty',
  initial: 'open',
  states: {
    open: {
      label: '待完成',
      on: {
        meet: { to: 'met', by: ['system'], says: '已汇交或已转化' },
        plead: { to: 'pleaded', by: ['unit'], says: '申请免除，写明理由' },
      },
    },
    pleaded: {
      label: '申请免除',
      on: {
        meet: { to: 'met', by: ['system'], says: '已汇交或已转化' },
        exempt: { to: 'exempted', by: ['authority'], says: '准予免除' },
        refuse: { to: 'open', by: ['authority'], says: '不予免除，仍需完成' },
      },
    },
    met: {
      label: '已完成',
      on: { unmeet: { to: 'open', by: ['system'], says: '所凭的成果与项目取消关联，要重新履行' } },
    },
    exempted: { label: '已免除', final: true },
  },
});
export type DutyState = keyof typeof dutyMachine.states;

export const dutyKinds = ['deposit', 'transfer'] as const;
export type DutyKind = (typeof dutyKinds)[number];
export const dutyLabels: Readonly<Record<DutyKind, string>> = { deposit: '成果汇交', transfer: '成果转化' };

/** Months after acceptance by which each duty falls due. To be confirmed with the province: `project.duties`. */
const months: Readonly<Record<DutyKind, number>> = { deposit: 6, transfer: 36 };

/**
 * Days before and after its day on which a unit is reminded of a duty, and from which on it stands on its desk (design default: `project.reminders`):
 * 30 and 7 before, on the day, and 7, 30 and 90 after.
 */
export const dutyReminders: readonly number[] = [-30, -7, 0, 7, 30, 90];
export const dutyDeskDays = 30;
/** Days after which a unit that was urged stands on the keeper's desk again (design default: `project.reminders`). */
export const urgeAgainDays = 7;

/** What a duty's day means today: '还有 12 天', '今天到期', '逾期 47 天'. */
export function dutyDaysWords(dueOn: Day, today: Day): string {
  const days = diffDays(today, dueOn);
  return days > 0 ? `还有 ${days} 天` : days === 0 ? '今天到期' : `逾期 ${-days} 天`;
}

/** When a duty of a project is due. Accepted 2026-03-31: deposit by 2026-09-30, transfer by 2029-03-31. */
export const dutyDueOn = (kind: DutyKind, acceptedOn: Day): Day => addMonths(acceptedOn, months[kind]);
