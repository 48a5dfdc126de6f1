import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { statesOf } from '#app/domain/machine.ts';
import { collectedCauses, writeOffMachine, writeOffReasons } from '#app/domain/write-off.ts';
import { at, createdAt, fen, id, oneOf, ref, state } from './columns.ts';
import { contracts } from './contracts.ts';
import { files } from './files.ts';
import { organisations } from './organisations.ts';
import { obligations } from './payments.ts';
import { users } from './people.ts';

/** A receivable that leaves its payee's book after approval (应收款核销). The debt itself stands, and the payer is told nothing. */
export const writeOffs = pgTable(
  'write_offs',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    obligationId: ref('obligation_id', () => obligations.id).notNull(),
    /** The payee, whose book it is. */
    orgId: ref('org_id', () => organisations.id).notNull(),
    reason: text('reason', { enum: writeOffReasons }).notNull(),
    note: text('note').notNull(),
    /** All that was open and not written off when it was proposed. */
    amountFen: fen('amount_fen').notNull(),
    state: state(statesOf(writeOffMachine)),
    /** The unit's approval document (核销批件). */
    documentFileId: ref('document_file_id', () => files.id).notNull(),
    proposedBy: ref('proposed_by', () => users.id).notNull(),
    createdAt: createdAt(),
    decidedBy: ref('decided_by', () => users.id),
    decidedAt: at('decided_at'),
    returnNote: text('return_note'),
  },
  (t) => [
    oneOf('write_offs_reason', t.reason, writeOffReasons),
    oneOf('write_offs_state', t.state, statesOf(writeOffMachine)),
    check('write_offs_amount', sql`${t.amountFen} > 0`),
    check('write_offs_four_eyes', sql`${t.state} <> 'approved' or ${t.decidedBy} <> ${t.proposedBy}`),
    uniqueIndex('write_offs_open')
      .on(t.obligationId)
      .where(sql`state = 'proposed'`),
    index('write_offs_obligation').on(t.obligationId),
    index('write_offs_org').on(t.orgId, t.state),
  ],
);

/** What of a written-off claim was settled after all: it comes back into the book in the same moment. Append-only. */
export const writeOffCollections = pgTable(
  'write_off_collections',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    obligationId: ref('obligation_id', () => obligations.id).notNull(),
    amountFen: fen('amount_fen').notNull(),
    /** What settled it: money, a credit, or a refund that did not go through. */
    cause: text('cause', { enum: collectedCauses }).notNull(),
    causeId: uuid('cause_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('write_off_collections_cause', t.cause, collectedCauses),
    check('write_off_collections_amount', sql`${t.amountFen} > 0`),
    uniqueIndex('write_off_collections_cause_once').on(t.cause, t.causeId),
    index('write_off_collections_obligation').on(t.obligationId),
  ],
);
