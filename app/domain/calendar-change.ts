import { type Actor, hasPlatformRole, type RoleGate } from './access.ts';
import { machine } from './machine.ts';

/**
 * A change of the calendar that holds for everybody: last days of contracts and the ends of publicities move by it, so who types a notice
 * is not the one who says that it is right (design default, as with payee accounts: `calendar.second`). Days are counted by it from the
 * second person's word on.
 */
export const calendarChangeMachine = machine({
  name: 'calendar_change',
  initial: 'proposed',
  states: {
    proposed: {
      label: '待另一人核对',
      on: {
        approve: { to: 'approved', by: ['second'], says: '另一人对照放假通知核对，从此按它算' },
        refuse: { to: 'refused', by: ['second'], says: '另一人核对不符，不采用' },
        withdraw: { to: 'withdrawn', by: ['proposer'], says: '录入的人撤回' },
      },
    },
    approved: { label: '已采用', final: true },
    refused: { label: '核对不符', final: true },
    withdrawn: { label: '已撤回', final: true },
  },
});

/** Days entered, or taken out again. */
export const calendarChangeKinds = ['set', 'drop'] as const;
export type CalendarChangeKind = (typeof calendarChangeKinds)[number];

/** Who enters days and takes them out: the administrator. */
export const mayProposeCalendar: RoleGate = (actor) => hasPlatformRole(actor, 'admin');
/** Who looks at it as the second person: another administrator, or a reviewer of the platform. */
export const mayDecideCalendar: RoleGate = (actor) => hasPlatformRole(actor, 'admin', 'reviewer');

/** True for the second person of a change: who proposed it does not decide it. */
export const isSecondOfCalendar = (actor: Actor, { proposedBy }: { readonly proposedBy: string }): boolean =>
  mayDecideCalendar(actor) && actor.userId !== proposedBy;
