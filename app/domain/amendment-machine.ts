import { type EventOf, machine, statesWith, transitionOf } from './machine.ts';

/**
 * A change of a signed contract (变更): a new version that names what it changes from which day. Nothing signed is edited; the
 * new version counts once both sides have signed it. While it is prepared, only the own side sees it: its approval runs, then its
 * signature on the page puts it to the other side; or it is sent unsigned, to be sealed on paper or signed at the licensed provider.
 * A change of a price that must stand in publicity is agreed first, published, and signed after it (促进科技成果转化法 art. 18).
 */
export const amendmentMachine = machine({
  name: 'amendment',
  initial: 'prepared',
  states: {
    prepared: {
      label: '变更待本方签署',
      is: ['open', 'signable'],
      on: {
        offer: { to: 'offered', by: ['proposer'], says: '价款有变：先发给对方商定，商定后公示，期满再签署' },
        propose: { to: 'proposed', by: ['proposer'], says: '本方审批完成，签署变更并发给对方' },
        send: { to: 'sent', by: ['proposer'], says: '本方审批完成，发给对方，由双方在纸上用印或者在服务商处签署' },
        withdraw: { to: 'dropped', by: ['proposer'], says: '不再提出这份变更，对方看不到它' },
        lapse: { to: 'dropped', by: ['system'], says: '合同已终止，变更失效' },
      },
    },
    offered: {
      label: '变更待对方同意',
      is: ['open', 'put'],
      on: {
        agree: { to: 'agreed', by: ['counterparty'], says: '同意变更的条款，名称与价款先公示' },
        refuse: { to: 'refused', by: ['counterparty'], says: '不同意变更，合同照原文执行' },
        withdraw: { to: 'withdrawn', by: ['proposer'], says: '收回变更' },
        lapse: { to: 'withdrawn', by: ['system'], says: '合同已终止，变更失效' },
      },
    },
    agreed: {
      label: '变更已商定，待公示',
      is: ['open', 'put'],
      on: {
        publicise: { to: 'publicity', by: ['licensor'], says: '变更后的价款条款在本单位公示' },
        openSigning: { to: 'sent', by: ['system'], says: '已经不用公示，双方可以签署变更' },
        refuse: { to: 'refused', by: ['counterparty'], says: '尚未签署，不再同意变更' },
        withdraw: { to: 'withdrawn', by: ['proposer'], says: '收回变更' },
        lapse: { to: 'withdrawn', by: ['system'], says: '合同已终止，变更失效' },
      },
    },
    publicity: {
      label: '变更公示中',
      is: ['open', 'put'],
      on: {
        openSigning: { to: 'sent', by: ['system'], says: '公示期满无未决异议，双方可以签署变更' },
        correct: { to: 'agreed', by: ['system'], says: '公示有误，更正后重新公示，商定的变更不动' },
        annul: { to: 'annulled', by: ['system'], says: '异议成立，公示和变更作废，合同照原文执行' },
        refuse: { to: 'refused', by: ['counterparty'], says: '尚未签署，不再同意变更，公示作废' },
        withdraw: { to: 'withdrawn', by: ['proposer'], says: '收回变更，公示作废' },
        lapse: { to: 'withdrawn', by: ['system'], says: '合同已终止，变更失效' },
      },
    },
    sent: {
      label: '变更待双方签署',
      is: ['open', 'put', 'signable'],
      on: {
        propose: { to: 'proposed', by: ['proposer'], says: '改在页面上签，本方先签' },
        conclude: {
          to: 'signed',
          by: ['system'],
          says: '双方都确认了用印的扫描件，或者在服务商处签完，新的一版自约定日起执行',
        },
        refuse: { to: 'refused', by: ['counterparty'], says: '不同意变更，合同照原文执行' },
        withdraw: { to: 'withdrawn', by: ['proposer'], says: '收回变更' },
        lapse: { to: 'withdrawn', by: ['system'], says: '合同已终止，变更失效' },
      },
    },
    proposed: {
      label: '变更待对方签署',
      is: ['open', 'put', 'signable'],
      on: {
        sign: { to: 'signed', by: ['counterparty'], says: '同意并签署变更，新的一版自约定日起执行' },
        refuse: { to: 'refused', by: ['counterparty'], says: '不同意变更，合同照原文执行' },
        withdraw: { to: 'withdrawn', by: ['proposer'], says: '收回变更' },
        lapse: { to: 'withdrawn', by: ['system'], says: '合同已终止，变更失效' },
      },
    },
    dropped: { label: '没有发出，已作废', final: true },
    signed: { label: '变更已签署', final: true },
    refused: { label: '对方不同意', final: true },
    withdrawn: { label: '已收回', final: true },
    annulled: { label: '公示有异议成立，已作废', final: true },
  },
});
export type AmendmentState = keyof typeof amendmentMachine.states;

/** Not over: it may still be signed. */
export const openAmendmentStates = statesWith(amendmentMachine, 'open');
/** It lies before the other side: one at a time. */
export const putAmendmentStates = statesWith(amendmentMachine, 'put');
/** In which it is signed, where nothing else stands in the way. */
export const signableAmendmentStates = statesWith(amendmentMachine, 'signable');
/** States that only the side that wrote it may know of. */
export const unsentAmendmentStates = ['prepared', 'dropped'] as const satisfies readonly AmendmentState[];
export type AmendmentEvent = EventOf<typeof amendmentMachine>;

/** It lies before both sides and nobody has signed it on the page: only so is it sealed on paper. */
export const isBeforeBoth = (state: AmendmentState): boolean =>
  transitionOf(amendmentMachine, state, 'conclude') !== undefined;
