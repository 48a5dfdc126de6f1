import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { allocationKinds } from '#app/domain/advance.ts';
import { disputeMachine } from '#app/domain/card-dispute.ts';
import type { CheckoutMethod } from '#app/domain/checkout-method.ts';
import { creditUseKinds } from '#app/domain/credit.ts';
import { distributionMachine } from '#app/domain/distribution.ts';
import { interestBases } from '#app/domain/interest-charge.ts';
import { statesOf } from '#app/domain/machine.ts';
import { obligationKinds } from '#app/domain/obligation.ts';
import type { BankAccount } from '#app/domain/payee-account.ts';
import { attemptMachine, receiptMachine } from '#app/domain/payment-machine.ts';
import { refundKinds, refundMachine } from '#app/domain/refund.ts';
import { at, createdAt, fen, id, on, oneOf, ppm, ref, state } from './columns.ts';
import { contractDeclarations, contracts, milestones, royaltyStatements } from './contracts.ts';
import { files } from './files.ts';
import { organisations, payeeAccounts } from './organisations.ts';
import { users } from './people.ts';
import { tradeApplications } from './trades.ts';

/** A claim (应收/应付): what is owed, by whom, since which fact. Outstanding is computed, never stored. */
export const obligations = pgTable(
  'obligations',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    kind: text('kind', { enum: obligationKinds }).notNull(),
    /** The milestone or royalty statement that produced it. */
    subjectId: uuid('subject_id').notNull(),
    /** Of a milestone that was charged again; null where the subject says it all. */
    milestoneId: ref('milestone_id', () => milestones.id),
    label: text('label').notNull(),
    payerOrgId: ref('payer_org_id', () => organisations.id).notNull(),
    payeeOrgId: ref('payee_org_id', () => organisations.id).notNull(),
    amountFen: fen('amount_fen').notNull(),
    currency: text('currency').notNull().default('CNY'),
    dueOn: on('due_on').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('obligations_kind', t.kind, obligationKinds),
    check('obligations_amount', sql`${t.amountFen} > 0`),
    uniqueIndex('obligations_subject').on(t.kind, t.subjectId),
    index('obligations_contract').on(t.contractId),
    index('obligations_payer').on(t.payerOrgId, t.dueOn),
    index('obligations_payee').on(t.payeeOrgId, t.dueOn),
  ],
);

/** One try to pay an obligation by card. A failed try never touches the books. */
export const paymentAttempts = pgTable(
  'payment_attempts',
  {
    id: id(),
    obligationId: ref('obligation_id', () => obligations.id).notNull(),
    payerOrgId: ref('payer_org_id', () => organisations.id).notNull(),
    payeeOrgId: ref('payee_org_id', () => organisations.id).notNull(),
    amountFen: fen('amount_fen').notNull(),
    currency: text('currency').notNull().default('CNY'),
    /** The payee's own connected account at the provider. */
    account: text('account').notNull(),
    /** The ways to pay that its page may offer, kept so that a repeat of the request is the same. */
    methods: text('methods').array().$type<CheckoutMethod[]>().notNull().default(['card']),
    state: state(statesOf(attemptMachine)),
    sessionId: text('session_id').unique(),
    checkoutUrl: text('checkout_url'),
    paymentIntentId: text('payment_intent_id'),
    expiresAt: at('expires_at').notNull(),
    createdBy: ref('created_by', () => users.id).notNull(),
    createdAt: createdAt(),
    settledAt: at('settled_at'),
    /** When the sweep last asked the provider, how often in a row it learnt nothing, and why. */
    askedAt: at('asked_at'),
    askFaults: integer('ask_faults').notNull().default(0),
    askFault: text('ask_fault'),
  },
  (t) => [
    oneOf('payment_attempts_state', t.state, statesOf(attemptMachine)),
    check('payment_attempts_amount', sql`${t.amountFen} > 0`),
    // At most one open try for an obligation: a second click gets the first one's page.
    uniqueIndex('payment_attempts_open')
      .on(t.obligationId)
      .where(sql`state in ('created', 'pending')`),
    // The provider's messages about refunds and disputes name the payment this way.
    index('payment_attempts_intent').on(t.paymentIntentId),
    // The sweep takes those first that it asked about longest ago.
    index('payment_attempts_unsettled')
      .on(t.askedAt)
      .where(sql`state in ('created', 'pending', 'expired', 'failed')`),
  ],
);

/** Provider events already handled: a replayed webhook changes nothing. */
export const paymentEvents = pgTable('payment_events', {
  eventId: text('event_id').primaryKey(),
  type: text('type').notNull(),
  account: text('account'),
  attemptId: uuid('attempt_id'),
  outcome: text('outcome').notNull(),
  createdAt: createdAt(),
});

export const receiptMethods = ['card', 'bank'] as const;

/** Money that arrived (到账), or that the payer says he sent until the payee's finance confirms it. */
export const receipts = pgTable(
  'receipts',
  {
    id: id(),
    no: text('no').notNull().unique(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    payerOrgId: ref('payer_org_id', () => organisations.id).notNull(),
    payeeOrgId: ref('payee_org_id', () => organisations.id).notNull(),
    amountFen: fen('amount_fen').notNull(),
    currency: text('currency').notNull().default('CNY'),
    method: text('method', { enum: receiptMethods }).notNull(),
    state: state(statesOf(receiptMachine)),
    /** The obligation the payer names; allocations are written when the receipt is confirmed. */
    obligationId: ref('obligation_id', () => obligations.id).notNull(),
    attemptId: ref('attempt_id', () => paymentAttempts.id).unique(),
    /** Whose deposit in a trade was set off (抵作价款): `paid_on` is the day of that, the serial the deposit's. */
    depositApplicationId: ref('deposit_application_id', () => tradeApplications.id),
    voucherFileId: ref('voucher_file_id', () => files.id),
    /** Serial number of the bank slip (回单流水号) as typed. */
    bankSerial: text('bank_serial'),
    /** The same number folded (`foldBankSerial`): the same slip pays once, however it is typed. */
    bankSerialKey: text('bank_serial_key'),
    /** The payer said that what exceeds the claim is meant as an advance. */
    isAdvanceMeant: boolean('is_advance_meant').notNull().default(false),
    paidOn: on('paid_on').notNull(),
    /** The payee's account as the payer was shown it. Null where the money was found on the payee's own statement. */
    payeeAccountId: ref('payee_account_id', () => payeeAccounts.id),
    payeeAccount: jsonb('payee_account').$type<BankAccount>(),
    /** Null where the payee found it on its statement and no slip came before. */
    claimedBy: ref('claimed_by', () => users.id),
    /** The first of the two people that a large sum needs. */
    checkedBy: ref('checked_by', () => users.id),
    checkedAt: at('checked_at'),
    confirmedBy: ref('confirmed_by', () => users.id),
    confirmedAt: at('confirmed_at'),
    rejectReason: text('reject_reason'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('receipts_state', t.state, statesOf(receiptMachine)),
    oneOf('receipts_method', t.method, receiptMethods),
    check('receipts_amount', sql`${t.amountFen} > 0`),
    uniqueIndex('receipts_bank_serial')
      .on(t.payeeOrgId, t.bankSerialKey)
      .where(sql`state <> 'rejected' and bank_serial_key is not null`),
    check('receipts_bank_serial_key', sql`(${t.bankSerial} is null) = (${t.bankSerialKey} is null)`),
    uniqueIndex('receipts_deposit')
      .on(t.depositApplicationId)
      .where(sql`state <> 'rejected'`),
    index('receipts_payee').on(t.payeeOrgId, t.state),
    index('receipts_contract').on(t.contractId),
    index('receipts_obligation').on(t.obligationId),
  ],
);

/** Money of a receipt on its way back to its payer, or arrived there. A receipt has at most one under way. */
export const refunds = pgTable(
  'refunds',
  {
    id: id(),
    receiptId: ref('receipt_id', () => receipts.id).notNull(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    obligationId: ref('obligation_id', () => obligations.id).notNull(),
    payerOrgId: ref('payer_org_id', () => organisations.id).notNull(),
    payeeOrgId: ref('payee_org_id', () => organisations.id).notNull(),
    kind: text('kind', { enum: refundKinds }).notNull(),
    method: text('method', { enum: receiptMethods }).notNull(),
    amountFen: fen('amount_fen').notNull(),
    /** The part that comes out of what was paid in advance; the rest makes the claim open again. */
    advanceFen: fen('advance_fen').notNull(),
    state: state(statesOf(refundMachine)),
    reason: text('reason').notNull(),
    bankSerial: text('bank_serial'),
    bankSerialKey: text('bank_serial_key'),
    voucherFileId: ref('voucher_file_id', () => files.id),
    paidOn: on('paid_on').notNull(),
    /** What the card provider calls it. */
    providerRefundId: text('provider_refund_id').unique(),
    /** Null where it was made at the provider, by a dispute or in its own pages. */
    requestedBy: ref('requested_by', () => users.id),
    /** The second of the two people that a large card refund needs. */
    approvedBy: ref('approved_by', () => users.id),
    approvedAt: at('approved_at'),
    decidedBy: ref('decided_by', () => users.id),
    decidedAt: at('decided_at'),
    rejectReason: text('reject_reason'),
    /** When the provider was last asked about it. */
    askedAt: at('asked_at'),
    /** The provider said later that the money did not reach the payer: what was booked was taken back. */
    undoneAt: at('undone_at'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('refunds_kind', t.kind, refundKinds),
    oneOf('refunds_method', t.method, receiptMethods),
    oneOf('refunds_state', t.state, statesOf(refundMachine)),
    check('refunds_amount', sql`${t.amountFen} > 0 and ${t.advanceFen} between 0 and ${t.amountFen}`),
    check('refunds_bank_serial_key', sql`(${t.bankSerial} is null) = (${t.bankSerialKey} is null)`),
    uniqueIndex('refunds_open')
      .on(t.receiptId)
      .where(sql`state in ('asked', 'open')`),
    check('refunds_two_people', sql`${t.approvedBy} is null or ${t.approvedBy} <> ${t.requestedBy}`),
    uniqueIndex('refunds_bank_serial')
      .on(t.payerOrgId, t.bankSerialKey)
      .where(sql`state in ('open', 'confirmed') and bank_serial_key is not null`),
    index('refunds_receipt').on(t.receiptId),
    index('refunds_obligation').on(t.obligationId),
  ],
);

/** A reminder (催款通知) of a claim that is overdue or soon due: at most one a day. */
export const dunnings = pgTable(
  'dunnings',
  {
    id: id(),
    obligationId: ref('obligation_id', () => obligations.id).notNull(),
    /** Whose claim it is. */
    orgId: ref('org_id', () => organisations.id).notNull(),
    sentOn: on('sent_on').notNull(),
    outstandingFen: fen('outstanding_fen').notNull(),
    sentBy: ref('sent_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('dunnings_day').on(t.obligationId, t.sentOn)],
);

/**
 * Default interest (违约金) that the payee charged on an overdue claim once it had stopped growing. Its own claim names this row
 * as its subject. Charged again where money came back and the claim was late once more: then the difference.
 */
export const interestCharges = pgTable(
  'interest_charges',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    /** The claim that was paid late. */
    obligationId: ref('obligation_id', () => obligations.id).notNull(),
    /** Last day that is counted. */
    untilOn: on('until_on').notNull(),
    /** All interest on the claim until then. */
    totalFen: fen('total_fen').notNull(),
    /** What of it was not charged before. */
    amountFen: fen('amount_fen').notNull(),
    /** How the total came about, sentence by sentence, for people to check. */
    steps: jsonb('steps').$type<readonly string[]>().notNull(),
    /** By which rule; charges from before corrections counted from the start were reckoned on what the reports said at each time. */
    basis: text('basis', { enum: interestBases }).notNull().default('as_reported'),
    chargedBy: ref('charged_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    check('interest_charges_amount', sql`${t.amountFen} > 0 and ${t.amountFen} <= ${t.totalFen}`),
    oneOf('interest_charges_basis', t.basis, interestBases),
    index('interest_charges_obligation').on(t.obligationId),
  ],
);

/**
 * Days on which the clock of a late claim stood still, because it was contested: from the first day to the day before the last.
 * A claim that was contested before it was late has its due day moved instead.
 */
export const claimPauses = pgTable(
  'claim_pauses',
  {
    id: id(),
    obligationId: ref('obligation_id', () => obligations.id).notNull(),
    fromOn: on('from_on').notNull(),
    toOn: on('to_on').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    check('claim_pauses_days', sql`${t.fromOn} < ${t.toOn}`),
    index('claim_pauses_obligation').on(t.obligationId),
  ],
);

/**
 * How much of a receipt settles which obligation: what settled it as the money arrived, what was put on it later out of the advance, and,
 * below zero, what was taken back from it and is an advance again. Append-only.
 */
export const allocations = pgTable(
  'allocations',
  {
    id: id(),
    receiptId: ref('receipt_id', () => receipts.id).notNull(),
    obligationId: ref('obligation_id', () => obligations.id).notNull(),
    kind: text('kind', { enum: allocationKinds }).notNull().default('arrived'),
    amountFen: fen('amount_fen').notNull(),
    /** Of what was taken back: the placement that it takes back, or the refund that failed late, each once. */
    causeId: uuid('cause_id'),
    /** Who put it there or took it back, and why; null where nobody decided. */
    decidedBy: ref('decided_by', () => users.id),
    reason: text('reason'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('allocations_kind', t.kind, allocationKinds),
    check('allocations_amount', sql`${t.amountFen} <> 0 and (${t.kind} = 'taken_back') = (${t.amountFen} < 0)`),
    check('allocations_cause', sql`(${t.kind} = 'taken_back') = (${t.causeId} is not null)`),
    uniqueIndex('allocations_once')
      .on(t.receiptId, t.obligationId)
      .where(sql`kind = 'arrived'`),
    uniqueIndex('allocations_cause_once')
      .on(t.causeId)
      .where(sql`cause_id is not null`),
    index('allocations_receipt').on(t.receiptId),
    index('allocations_obligation').on(t.obligationId),
  ],
);

/** What a corrected report took back (贷项): the licensor owes it, and it is set against what falls due under the contract. */
export const credits = pgTable(
  'credits',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    /** The report that took it back, or the declared end of a right. */
    statementId: ref('statement_id', () => royaltyStatements.id),
    declarationId: ref('declaration_id', () => contractDeclarations.id),
    /** Whose claim was taken back, since its sales fell below what was agreed; null: royalties. */
    milestoneId: ref('milestone_id', () => milestones.id),
    label: text('label').notNull(),
    amountFen: fen('amount_fen').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    check('credits_amount', sql`${t.amountFen} > 0`),
    check('credits_one_cause', sql`num_nonnulls(${t.statementId}, ${t.declarationId}) = 1`),
    unique('credits_cause').on(t.statementId, t.declarationId, t.milestoneId).nullsNotDistinct(),
    index('credits_contract').on(t.contractId),
  ],
);

/**
 * What settles a claim without money: a credit set against a claim of the licensor, or waived by the licensee where it was to be repaid;
 * and what the payee waived of a penalty that it had charged, which uses no credit. Append-only.
 */
export const creditUses = pgTable(
  'credit_uses',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    obligationId: ref('obligation_id', () => obligations.id).notNull(),
    kind: text('kind', { enum: creditUseKinds }).notNull(),
    amountFen: fen('amount_fen').notNull(),
    /** Why it was waived. */
    reason: text('reason'),
    decidedBy: ref('decided_by', () => users.id),
    /** By what document the payee waived a penalty, or what was to be repaid to it. */
    documentFileId: ref('document_file_id', () => files.id),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('credit_uses_kind', t.kind, creditUseKinds),
    // Below zero: what had been set against a claim is credit again.
    check('credit_uses_amount', sql`${t.amountFen} > 0 or (${t.kind} = 'set_off' and ${t.amountFen} < 0)`),
    check('credit_uses_waived', sql`(${t.kind} in ('waived', 'penalty_waived')) = (${t.decidedBy} is not null)`),
    // Credits that were waived before a document was asked for have none.
    check(
      'credit_uses_document',
      sql`(${t.documentFileId} is not null or ${t.kind} <> 'penalty_waived')
        and (${t.documentFileId} is null or ${t.kind} in ('waived', 'penalty_waived'))`,
    ),
    index('credit_uses_obligation').on(t.obligationId),
    index('credit_uses_contract').on(t.contractId),
  ],
);

/** A card payment that its payer's bank disputes (拒付): while it is open the receipt is neither shared nor given back. */
export const cardDisputes = pgTable(
  'card_disputes',
  {
    id: id(),
    receiptId: ref('receipt_id', () => receipts.id).notNull(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    /** What the card provider calls it. */
    providerDisputeId: text('provider_dispute_id').notNull().unique(),
    amountFen: fen('amount_fen').notNull(),
    /** The provider's code of the reason. */
    reason: text('reason').notNull(),
    state: state(statesOf(disputeMachine)),
    /** Last moment to hand in evidence at the provider. */
    evidenceBy: at('evidence_by'),
    openedAt: at('opened_at').notNull(),
    closedAt: at('closed_at'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('card_disputes_state', t.state, statesOf(disputeMachine)),
    check('card_disputes_amount', sql`${t.amountFen} > 0`),
    index('card_disputes_receipt').on(t.receiptId),
  ],
);

/** How one receipt is shared (收益分配): proposed by the officer, approved by finance. */
export const distributions = pgTable(
  'distributions',
  {
    id: id(),
    receiptId: ref('receipt_id', () => receipts.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    receiptFen: fen('receipt_fen').notNull(),
    netFen: fen('net_fen').notNull(),
    teamPpm: ppm('team_ppm').notNull(),
    floorPpm: ppm('floor_ppm').notNull(),
    floorSource: text('floor_source').notNull(),
    /** False of an owner whom the scale does not bind: it may have agreed less. */
    floorBinds: boolean('floor_binds').notNull().default(true),
    state: state(statesOf(distributionMachine)),
    proposedBy: ref('proposed_by', () => users.id).notNull(),
    proposedAt: at('proposed_at').notNull(),
    approvedBy: ref('approved_by', () => users.id),
    approvedAt: at('approved_at'),
    returnNote: text('return_note'),
  },
  (t) => [
    oneOf('distributions_state', t.state, statesOf(distributionMachine)),
    // One on its way at a time; what comes back after one was entered is shared by another.
    uniqueIndex('distributions_under_way')
      .on(t.receiptId)
      .where(sql`state in ('proposed', 'confirmed', 'publicity', 'approved')`),
    index('distributions_receipt').on(t.receiptId),
    index('distributions_org').on(t.orgId, t.state),
  ],
);

export const shareKinds = ['cost', 'broker', 'person', 'tto', 'unit'] as const;

export const distributionShares = pgTable(
  'distribution_shares',
  {
    id: id(),
    distributionId: ref('distribution_id', () => distributions.id).notNull(),
    position: integer('position').notNull(),
    kind: text('kind', { enum: shareKinds }).notNull(),
    label: text('label').notNull(),
    /** One of the main contributors of the achievement (主要贡献人员). */
    isMain: boolean('is_main').notNull().default(false),
    /** The person who receives it, where he has an account. */
    userId: ref('user_id', () => users.id),
    amountFen: fen('amount_fen').notNull(),
  },
  (t) => [
    oneOf('distribution_shares_kind', t.kind, shareKinds),
    check('distribution_shares_amount', sql`${t.amountFen} >= 0`),
    uniqueIndex('distribution_shares_position').on(t.distributionId, t.position),
    index('distribution_shares_user').on(t.userId),
  ],
);
