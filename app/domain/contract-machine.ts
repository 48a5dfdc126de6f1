import { type EventOf, machine, statesOf, statesWith } from './machine.ts';

/**
 * A licensing contract. Terms are settled by versions: whoever wrote the current one is `proposer`, the other side is
 * `counterparty`. An agreed price of a state-established unit stands in publicity first (促进科技成果转化法 art. 18).
 */
export const contractMachine = machine({
  name: 'contract',
  initial: 'draft',
  states: {
    draft: {
      label: '起草中',
      on: {
        offer: { to: 'offered', by: ['proposer'], says: '把这一版条款发给对方' },
        withdraw: { to: 'withdrawn', by: ['proposer'], says: '放弃草案' },
      },
    },
    offered: {
      label: '待确认',
      on: {
        agree: { to: 'agreed', by: ['counterparty'], says: '同意这一版条款' },
        counter: { to: 'offered', by: ['counterparty'], says: '提出修改后的新一版，轮到对方确认' },
        trim: { to: 'offered', by: ['proposer'], says: '收回其中几条修改，其余仍待对方确认' },
        recall: { to: 'draft', by: ['proposer'], says: '收回修改' },
        withdraw: { to: 'withdrawn', by: ['proposer', 'counterparty'], says: '不再商谈这份合同' },
      },
    },
    agreed: {
      label: '条款已商定',
      on: {
        publicise: { to: 'publicity', by: ['licensor'], says: '协议定价，名称与价款条款在本单位公示' },
        openSigning: { to: 'signing', by: ['system'], says: '无需公示，可以签署' },
        revise: { to: 'offered', by: ['licensor', 'licensee'], says: '改条款，新的一版由对方重新确认' },
        withdraw: { to: 'withdrawn', by: ['licensor', 'licensee'], says: '不再商谈这份合同' },
      },
    },
    publicity: {
      label: '公示中',
      on: {
        openSigning: { to: 'signing', by: ['system'], says: '公示期满无未决异议，可以签署' },
        revise: { to: 'offered', by: ['licensor', 'licensee'], says: '条款有变，公示作废，新的一版由对方重新确认' },
        correct: { to: 'agreed', by: ['system'], says: '公示内容有误，条款不变，更正后重新公示' },
        annul: { to: 'draft', by: ['system'], says: '异议成立，公示作废，由公示单位修改条款' },
        withdraw: { to: 'withdrawn', by: ['licensor', 'licensee'], says: '不再商谈这份合同' },
      },
    },
    signing: {
      label: '签署中',
      on: {
        sign: { to: 'signing', by: ['licensor', 'licensee'], says: '本方签署这一版' },
        conclude: { to: 'signed', by: ['system'], says: '双方都已签署，合同成立' },
        revise: { to: 'offered', by: ['licensor', 'licensee'], says: '尚未签全，改条款，新的一版由对方重新确认' },
        withdraw: { to: 'withdrawn', by: ['licensor', 'licensee'], says: '尚未签全，不再签署' },
      },
    },
    signed: {
      label: '已签署',
      is: ['signed', 'reports'],
      on: {
        perform: { to: 'performing', by: ['licensor', 'licensee', 'system'], says: '交付开始，进入履行' },
        terminate: { to: 'terminated', by: ['licensor', 'licensee', 'system'], says: '解除合同，写明依据' },
      },
    },
    performing: {
      label: '履约中',
      is: ['signed', 'standing', 'running', 'licensed', 'used', 'reports'],
      on: {
        settle: { to: 'settled', by: ['system'], says: '应付款项全部到账，不会再有新的应付款' },
        suspend: { to: 'suspended', by: ['licensor', 'licensee', 'system'], says: '因权利变动、异议或争议中止' },
        demand: { to: 'defaulted', by: ['licensor', 'licensee'], says: '对方违约，催告并给出补正期限' },
        terminate: { to: 'terminated', by: ['licensor', 'licensee', 'system'], says: '解除合同，写明依据' },
      },
    },
    defaulted: {
      label: '违约催告中',
      is: ['signed', 'standing', 'running', 'licensed', 'used', 'reports'],
      on: {
        cure: { to: 'performing', by: ['licensor', 'licensee', 'system'], says: '违约已补正，继续履行' },
        terminate: { to: 'terminated', by: ['licensor', 'licensee', 'system'], says: '解除合同，写明依据' },
      },
    },
    suspended: {
      label: '已中止',
      is: ['signed', 'standing', 'licensed', 'used', 'reports'],
      on: {
        resume: { to: 'performing', by: ['licensor', 'licensee', 'system'], says: '中止原因消除，继续履行' },
        terminate: { to: 'terminated', by: ['licensor', 'licensee', 'system'], says: '解除合同，写明依据' },
      },
    },
    settled: {
      label: '已结清',
      is: ['signed', 'licensed', 'used'],
      on: {
        reopen: { to: 'performing', by: ['system'], says: '期限内款项退回，或者更正以后还有要付的，恢复履行' },
        close: { to: 'closed', by: ['system'], says: '许可期限届满' },
      },
    },
    // What is still, or again, owed is paid and collected all the same: a claim may be open on what is over.
    closed: { label: '已期满', is: ['signed', 'licensed', 'used'], final: true },
    terminated: { label: '已解除', is: ['ended', 'used', 'reports'], final: true },
    withdrawn: { label: '已撤回', is: ['ended'], final: true },
  },
});
export type ContractState = keyof typeof contractMachine.states;
/** The state that an address names; null for all, and for words that are none. */
export const contractStateFrom = (word: string | null): ContractState | null =>
  statesOf(contractMachine).find((state) => state === word) ?? null;
export type ContractEvent = EventOf<typeof contractMachine>;

/** Signed by both sides and not ended before its time: the amount of such a contract counts as 合同额. */
export const signedContractStates = statesWith(contractMachine, 'signed');

/** Signed and not over: something can still be declared, and a signed change still take effect. */
export const standingContractStates = statesWith(contractMachine, 'standing');

/** Performed, a demand on the way or not: milestones, trial and reports go on. */
export const runningContractStates = statesWith(contractMachine, 'running');

/** Over, paid off or ended early: nothing is declared or suspended any more, what is open is still paid, and reports are still corrected. */
export const overContractStates: readonly ContractState[] = ['settled', 'closed', 'terminated'];

/** Over without having been performed: the deal may end, or have another contract. */
export const endedContractStates = statesWith(contractMachine, 'ended');

/**
 * Delivery has begun and the contract did not end before its time: the achievement was licensed and transferred. A demand on a
 * default, or a suspension, takes nothing of that away.
 */
export const licensedContractStates = statesWith(contractMachine, 'licensed');

/** The licensee has used what it licensed, also where the contract ended early: it can say what the use brought. */
export const usedContractStates = statesWith(contractMachine, 'used');

/** The licensee reports: signed and not paid off; after an early end the revenue up to its day. */
export const reportingContractStates = statesWith(contractMachine, 'reports');
