import { type Actor, hasRole, type RoleGate } from './access.ts';
import type { Day } from './days.ts';
import { machine, statesWith } from './machine.ts';
import type { Fen } from './money.ts';
import { claimIs, type ObligationKind } from './obligation.ts';

/**
 * A receivable that cannot be collected leaves the payee's book (应收款核销). Finance proposes it with the unit's approval document,
 * another person approves. The debt itself stands: it is kept on record (账销案存), and what still arrives is booked
 * (政府会计制度, account 1212 应收账款: written off after approval, kept in a memorandum book, booked again when collected).
 */
export const writeOffMachine = machine({
  name: 'write_off',
  initial: 'proposed',
  states: {
    proposed: {
      label: '待审批',
      on: {
        approve: { to: 'approved', by: ['approver'], says: '审批人核对批件，应收款从账上核销' },
        return: { to: 'returned', by: ['approver'], says: '审批人退回，写明原因' },
        withdraw: { to: 'withdrawn', by: ['finance'], says: '财务撤回核销申请' },
      },
    },
    approved: { label: '已核销', is: ['in_book'], final: true },
    returned: { label: '已退回', final: true },
    withdrawn: { label: '已撤回', final: true },
  },
});
export type WriteOffState = keyof typeof writeOffMachine.states;

/** The book says it is written off. */
export const writeOffStatesInBook = statesWith(writeOffMachine, 'in_book');

/** Why nothing more is to be expected, and what the approval document has to show. */
export const writeOffReasons = ['bankrupt', 'dissolved', 'unenforceable', 'time_barred', 'other'] as const;
export type WriteOffReason = (typeof writeOffReasons)[number];
export const writeOffReasonLabels: Readonly<Record<WriteOffReason, string>> = {
  bankrupt: '付款方破产，清算没有可分配的财产',
  dissolved: '付款方已注销或者被吊销',
  unenforceable: '法院终结执行',
  time_barred: '超过诉讼时效，催收无果',
  other: '其他经批准确认无法收回的',
};

/** What settles a claim after it was written off; `waived`: it is owed no more. */
export const collectedCauses = ['receipt', 'credit', 'refund_undone', 'waived'] as const;
export type CollectedCause = (typeof collectedCauses)[number];

/** A claim as far as writing it off depends on it, in fen. */
export interface WriteOffClaim {
  readonly kind: ObligationKind;
  readonly dueOn: Day;
  readonly outstandingFen: Fen;
  readonly writtenOffFen: Fen;
  /** A transfer that was not answered yet, or an open card page. */
  readonly isUnderWay: boolean;
  /** A proposal waits to be decided. */
  readonly isWaiting: boolean;
}
export type WriteOffFault = 'kind' | 'waits' | 'nothing' | 'not_late' | 'under_way';

/**
 * Why nothing of a claim can be written off today; null where all that is open and still in the book can. Only a claim past its due
 * day, and not while money is still to be expected (政府会计制度, account 1212: what is confirmed not to be collectable).
 */
export function writeOffFault(claim: WriteOffClaim, today: Day): WriteOffFault | null {
  if (!claimIs(claim.kind, 'written_off')) return 'kind';
  if (claim.isWaiting) return 'waits';
  if (claim.outstandingFen <= claim.writtenOffFen) return 'nothing';
  if (claim.dueOn >= today) return 'not_late';
  return claim.isUnderWay ? 'under_way' : null;
}

/** Who proposes a write-off: the payee's finance. */
export const mayProposeWriteOff: RoleGate = (actor) => hasRole(actor, 'finance');
/** Who approves or returns one: an approver or the owner, never the person who proposed it. */
export const mayDecideWriteOff: RoleGate = (actor) => hasRole(actor, 'approver', 'owner');

/** True for the second person of a write-off: who proposed it does not decide it (four eyes). */
export const isSecondOfWriteOff = (actor: Actor, { proposedBy }: { readonly proposedBy: string }): boolean =>
  mayDecideWriteOff(actor) && actor.userId !== proposedBy;

/**
 * What of a written-off claim is collected after all, when so much less of it is open: money pays first what is still in the book.
 * Written off 300,000.00, open after a payment 250,000.00 → 50,000.00 is back.
 */
export const collectedAgain = (writtenFen: Fen, openFen: Fen): Fen =>
  writtenFen > openFen ? writtenFen - openFen : 0n;
