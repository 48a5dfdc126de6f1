import { machine } from './machine.ts';

/**
 * An offer on the term sheet (要约 / 反要约) in a deal. A deal has at most one open offer: a counter-offer closes the one
 * before it (Civil Code art. 488: an answer that changes the substance is a new offer), and an offer that was not accepted
 * by its last instant is no longer one (art. 478).
 */
export const offerMachine = machine({
  name: 'offer',
  initial: 'open',
  states: {
    open: {
      label: '等对方答复',
      on: {
        accept: { to: 'accepted', by: ['receiver'], says: '接受报价，条款成为合同草案' },
        counter: { to: 'countered', by: ['receiver'], says: '提出反报价' },
        reject: { to: 'rejected', by: ['receiver'], says: '不接受，写明原因' },
        withdraw: { to: 'withdrawn', by: ['author'], says: '收回报价' },
        expire: { to: 'expired', by: ['system'], says: '过了答复期限，报价失效' },
      },
    },
    accepted: { label: '已接受', final: true },
    countered: { label: '对方已还价', final: true },
    rejected: { label: '未接受', final: true },
    withdrawn: { label: '已收回', final: true },
    expired: { label: '已过期', final: true },
  },
});
export type OfferState = keyof typeof offerMachine.states;

/** How long an offer may stand, in days. */
export const offerDays = { least: 1, usual: 10, most: 60 } as const;

/** True until the last instant of the offer, that instant included; one millisecond later it is no longer open. */
export const isOfferAlive = (offer: { readonly state: OfferState; readonly expiresAt: Date }, now: Date): boolean =>
  offer.state === 'open' && now.getTime() <= offer.expiresAt.getTime();
