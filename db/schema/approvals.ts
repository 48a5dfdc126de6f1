import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { type ApprovalStep, approvalMachine, chainScopes } from '#app/domain/approval.ts';
import { statesOf } from '#app/domain/machine.ts';
import { at, createdAt, fen, id, oneOf, ref, state } from './columns.ts';
import { contracts } from './contracts.ts';
import { files } from './files.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** How a unit approves contracts of a kind, or of all, of at least a sum. A change is a new row; approvals keep the steps they began with. */
export const approvalChains = pgTable(
  'approval_chains',
  {
    id: id(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    contractKind: text('contract_kind', { enum: chainScopes }).notNull().default('all'),
    fromFen: fen('from_fen').notNull(),
    steps: jsonb('steps').$type<ApprovalStep[]>().notNull(),
    createdBy: ref('created_by', () => users.id).notNull(),
    createdAt: createdAt(),
    endedAt: at('ended_at'),
  },
  (t) => [
    check('approval_chains_from', sql`${t.fromFen} >= 0`),
    oneOf('approval_chains_kind', t.contractKind, chainScopes),
    uniqueIndex('approval_chains_live')
      .on(t.orgId, t.contractKind, t.fromFen)
      .where(sql`ended_at is null`),
  ],
);

/** One run of a chain for one version of a contract. */
export const approvals = pgTable(
  'approvals',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    versionN: integer('version_n').notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    chainId: ref('chain_id', () => approvalChains.id).notNull(),
    steps: jsonb('steps').$type<ApprovalStep[]>().notNull(),
    state: state(statesOf(approvalMachine)),
    valuation: text('valuation', { enum: ['none', 'valued'] }).notNull(),
    valuationNote: text('valuation_note').notNull(),
    relation: text('relation', { enum: ['none', 'related'] }).notNull(),
    relationNote: text('relation_note').notNull(),
    note: text('note').notNull(),
    startedBy: ref('started_by', () => users.id).notNull(),
    startedAt: at('started_at').notNull(),
    decidedAt: at('decided_at'),
  },
  (t) => [
    oneOf('approvals_state', t.state, statesOf(approvalMachine)),
    uniqueIndex('approvals_live')
      .on(t.contractId, t.versionN, t.orgId)
      .where(sql`state in ('open', 'approved')`),
    index('approvals_org').on(t.orgId, t.state),
  ],
);

/** What was decided at a step, by whom; a step on paper with the scan of the form or the minutes. */
export const approvalDecisions = pgTable(
  'approval_decisions',
  {
    id: id(),
    approvalId: ref('approval_id', () => approvals.id).notNull(),
    position: integer('position').notNull(),
    outcome: text('outcome', { enum: ['passed', 'returned'] }).notNull(),
    note: text('note').notNull(),
    fileId: ref('file_id', () => files.id),
    decidedBy: ref('decided_by', () => users.id).notNull(),
    decidedAt: at('decided_at').notNull(),
  },
  (t) => [uniqueIndex('approval_decisions_once').on(t.approvalId, t.position)],
);
