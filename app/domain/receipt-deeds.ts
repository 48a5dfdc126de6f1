import { type Actor, hasRole, type MemberRole, type RoleGate } from './access.ts';
import { refundableFen, type ReceiptParts } from './allocation.ts';
import type { Day } from './days.ts';
import { type DistributionState, distributionMachine } from './distribution.ts';
import { type DunnableClaim, isDunnable } from './dunning.ts';
import { allowed } from './machine.ts';
import type { Fen } from './money.ts';
import { receiptMachine, type ReceiptState, receiptStatesKept } from './payment-machine.ts';
import { refundMachine, type RefundState } from './refund.ts';
import { maySecond } from './second-person.ts';

/** Who pays and who is paid. */
export interface MoneyParties {
  readonly payerOrgId: string;
  readonly payeeOrgId: string;
}
export type MoneySide = 'payer' | 'payee';

/** The side for which the actor's present organisation stands, or null. */
export function moneySideOf(actor: Actor, { payerOrgId, payeeOrgId }: MoneyParties): MoneySide | null {
  const orgId = actor.org?.orgId;
  if (orgId === payeeOrgId) return 'payee';
  return orgId === payerOrgId ? 'payer' : null;
}

/**
 * Who in an organisation does what with its money. Officers and finance pay and press for payment; only finance says that
 * money arrived or goes back; a distribution is proposed by the officer and decided by others.
 */
export const moneyDeedRoles = {
  pay: ['officer', 'finance'],
  dun: ['officer', 'finance'],
  confirm: ['finance'],
  reject: ['finance'],
  withdraw: ['officer', 'finance'],
  refund: ['finance'],
  place: ['finance'],
  /** The second person of a large sum, as with a transfer that arrived. */
  approveRefund: ['finance', 'approver'],
  confirmRefund: ['finance'],
  rejectRefund: ['finance'],
  withdrawRefund: ['finance'],
  propose: ['officer'],
  approve: ['finance', 'approver'],
  return: ['finance', 'approver'],
  distribute: ['finance'],
  payOut: ['finance'],
  payCommission: ['finance'],
  declareTax: ['finance'],
  report: ['officer', 'finance'],
  interest: ['finance'],
} as const satisfies Readonly<Record<string, readonly MemberRole[]>>;
export type MoneyDeed = keyof typeof moneyDeedRoles;

/** True when the actor's roles allow the deed; whether the row allows it is asked of the functions below. */
export const mayDoMoney = (actor: Actor, deed: MoneyDeed): boolean => hasRole(actor, ...moneyDeedRoles[deed]);

/** The same as a gate for the deed's form. */
export const moneyGate =
  (deed: MoneyDeed): RoleGate =>
  (actor) =>
    mayDoMoney(actor, deed);

const mine = (actor: Actor, deeds: readonly string[]): MoneyDeed[] =>
  deeds.filter(
    (deed): deed is MoneyDeed => Object.hasOwn(moneyDeedRoles, deed) && mayDoMoney(actor, deed as MoneyDeed),
  );

export interface ClaimNow extends MoneyParties, DunnableClaim {
  readonly outstandingFen: Fen;
}

/** What the actor may do about a claim: pay it while it is open, or press for it once it is due soon. */
export function claimDeeds(actor: Actor, claim: ClaimNow, today: Day): MoneyDeed[] {
  const side = moneySideOf(actor, claim);
  if (side === 'payer' && claim.outstandingFen > 0n) return mine(actor, ['pay']);
  return side === 'payee' && isDunnable(claim, today) ? mine(actor, ['dun']) : [];
}

export interface ReceiptNow extends MoneyParties {
  readonly state: ReceiptState;
  /** The first of two people who looked at a large sum. */
  readonly checkedBy?: string | null;
  /** Of a deposit that was set off: the payee noted it, the payer has nothing to take back. */
  readonly depositApplicationId?: string | null;
  /** What of it the payee still has. */
  readonly left: ReceiptParts;
  readonly hasLiveDistribution: boolean;
  /** What of its income is neither shared nor on its way to be. */
  readonly unsharedFen: Fen;
  readonly hasOpenRefund: boolean;
  /** A dispute freezes it until the provider decides. */
  readonly hasOpenDispute: boolean;
  /** A repaid credit is nobody's income and is not shared. */
  readonly isIncome: boolean;
}

/** What the actor may do with a receipt: answer it, take it back, share it, give it back, put its advance on another claim. */
export function receiptDeeds(actor: Actor, receipt: ReceiptNow): MoneyDeed[] {
  const side = moneySideOf(actor, receipt);
  if (side === null) return [];
  const deeds = allowed(receiptMachine, receipt.state, [side]).filter(
    (event) => event !== 'check' && (event !== 'withdraw' || receipt.depositApplicationId == null),
  );
  const isKept = receiptStatesKept.includes(receipt.state);
  const { left, hasLiveDistribution, unsharedFen, hasOpenRefund, hasOpenDispute, isIncome } = receipt;
  if (side === 'payee' && isKept && !hasOpenRefund && !hasOpenDispute) {
    if (isIncome && unsharedFen > 0n) deeds.push('propose');
    if (refundableFen(left, hasLiveDistribution) > 0n) deeds.push('refund');
    if (left.advanceFen > 0n) deeds.push('place');
  }
  const own = mine(actor, deeds);
  // The second person of a large sum may be an approver; who looked first has done his part.
  if (receipt.state !== 'checked') return own;
  const rest = own.filter((deed) => deed !== 'confirm');
  return maySecond(actor) && receipt.checkedBy !== actor.userId ? ['confirm', ...rest] : rest;
}

/**
 * What was put on a claim can be taken back whole: nobody has shared it or is about to, none of it went back, and nothing of its receipt is
 * going back that was asked for here, disputed or not, since that draws on what stands. Money that the provider took is booked only once it
 * is an advance again.
 */
export function mayTakeBack(
  { left, unsharedFen, hasOwnRefund }: Pick<ReceiptNow, 'left' | 'unsharedFen'> & { readonly hasOwnRefund: boolean },
  { amountFen, isElsewhere }: { readonly amountFen: Fen; readonly isElsewhere: boolean },
): boolean {
  const standsFen = isElsewhere ? left.elsewhereFen : left.allocatedFen - left.elsewhereFen;
  return !hasOwnRefund && amountFen <= unsharedFen && amountFen <= standsFen;
}

/**
 * What the actor may do with a refund by bank, or with one by card before it is asked of the provider; then it is the provider's affair. Who
 * asked for one above the limit is not its second person.
 */
export function refundDeeds(
  actor: Actor,
  refund: MoneyParties & {
    readonly state: RefundState;
    readonly method: 'card' | 'bank';
    readonly requestedBy: string | null;
  },
): MoneyDeed[] {
  const side = moneySideOf(actor, refund);
  if (side === null || (refund.method === 'card' && refund.state !== refundMachine.initial)) return [];
  const deeds = mine(
    actor,
    allowed(refundMachine, refund.state, [side]).map((event) => `${event}Refund`),
  );
  return deeds.filter((deed) => deed !== 'approveRefund' || refund.requestedBy !== actor.userId);
}

/** What the actor may do with his unit's distribution. Who proposed it does not approve it (four eyes). */
export function distributionDeeds(
  actor: Actor,
  distribution: { readonly orgId: string; readonly state: DistributionState; readonly proposedBy: string },
): MoneyDeed[] {
  if (actor.org?.orgId !== distribution.orgId) return [];
  const deeds = mine(actor, allowed(distributionMachine, distribution.state, ['finance', 'approver']));
  return deeds.filter((deed) => deed !== 'approve' || distribution.proposedBy !== actor.userId);
}
