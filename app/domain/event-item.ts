import { machine } from './machine.ts';

/**
 * An achievement or demand on an event's programme: the organizer invites its owner, or the owner applies. `requester`
 * asked, `receiver` answers; which of them is the owner stands on the row.
 */
export const eventItemMachine = machine({
  name: 'event_item',
  initial: 'proposed',
  states: {
    proposed: {
      label: '待答复',
      on: {
        accept: { to: 'accepted', by: ['receiver'], says: '同意列入议程' },
        decline: { to: 'declined', by: ['receiver'], says: '婉拒这个节目' },
        withdraw: { to: 'withdrawn', by: ['requester'], says: '撤回这个节目' },
      },
    },
    accepted: {
      label: '已列入',
      on: {
        withdraw: { to: 'withdrawn', by: ['owner'], says: '退出本场活动' },
        remove: { to: 'removed', by: ['organizer'], says: '从议程移除' },
      },
    },
    declined: { label: '已婉拒', final: true },
    withdrawn: { label: '已撤回', final: true },
    removed: { label: '已移除', final: true },
  },
});
export type EventItemState = keyof typeof eventItemMachine.states;

export const eventItemKinds = ['achievement', 'demand'] as const;
export type EventItemKind = (typeof eventItemKinds)[number];

/** Who asked for the item: the organizer invited its owner, or the owner applied. */
export const eventItemSides = ['organizer', 'owner'] as const;
export type EventItemSide = (typeof eventItemSides)[number];
