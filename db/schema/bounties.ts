import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { bountyKinds, bountyOrigins, bountyStates, proposalStates } from '#app/domain/bounty.ts';
import type { ProposalData } from '#app/domain/bounty-proposal.ts';
import { at, createdAt, fen, id, on, oneOf, ppm, ref, state } from './columns.ts';
import { contracts } from './contracts.ts';
import { demands } from './demands.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** A demand put up for solvers (榜单): 揭榜挂帅, or a race of several (赛马). */
export const bounties = pgTable(
  'bounties',
  {
    id: id(),
    no: text('no').notNull().unique(),
    demandId: ref('demand_id', () => demands.id).notNull(),
    demandVersionN: integer('demand_version_n').notNull(),
    kind: text('kind', { enum: bountyKinds }).notNull(),
    origin: text('origin', { enum: bountyOrigins }).notNull(),
    posterOrgId: ref('poster_org_id', () => organisations.id).notNull(),
    authorityOrgId: ref('authority_org_id', () => organisations.id).notNull(),
    totalFen: fen('total_fen').notNull(),
    ownFen: fen('own_fen').notNull(),
    ratePpm: ppm('rate_ppm').notNull(),
    conditions: text('conditions').notNull().default(''),
    closesOn: on('closes_on'),
    publicityUntilOn: on('publicity_until_on'),
    dropReason: text('drop_reason'),
    decision: text('decision'),
    contractId: ref('contract_id', () => contracts.id),
    state: state(bountyStates),
    postedAt: at('posted_at'),
    createdBy: ref('created_by', () => users.id).notNull(),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    oneOf('bounties_state', t.state, bountyStates),
    oneOf('bounties_kind', t.kind, bountyKinds),
    oneOf('bounties_origin', t.origin, bountyOrigins),
    uniqueIndex('bounties_demand').on(t.demandId),
    index('bounties_state_at').on(t.state, t.createdAt),
  ],
);

/** Enterprises and regions that publish it together (联合发布). */
export const bountyPartners = pgTable(
  'bounty_partners',
  {
    bountyId: ref('bounty_id', () => bounties.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    shareFen: fen('share_fen').notNull(),
    agreedAt: at('agreed_at'),
    agreedBy: ref('agreed_by', () => users.id),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.bountyId, t.orgId] })],
);

export const bountyProposals = pgTable(
  'bounty_proposals',
  {
    id: id(),
    bountyId: ref('bounty_id', () => bounties.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    data: jsonb('data').$type<ProposalData>().notNull(),
    budgetFen: fen('budget_fen').notNull(),
    state: text('state', { enum: proposalStates }).notNull(),
    submittedBy: ref('submitted_by', () => users.id).notNull(),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    oneOf('bounty_proposals_state', t.state, proposalStates),
    uniqueIndex('bounty_proposals_once').on(t.bountyId, t.orgId),
  ],
);

/** An expert of the panel. Who has not declared his relations scores nothing, and who has one does not score that proposal. */
export const bountyExperts = pgTable(
  'bounty_experts',
  {
    bountyId: ref('bounty_id', () => bounties.id).notNull(),
    userId: ref('user_id', () => users.id).notNull(),
    declaredAt: at('declared_at'),
    /** Units with which he has a relation. */
    conflictOrgIds: text('conflict_org_ids').array().notNull(),
    conflictNote: text('conflict_note').notNull().default(''),
    /** His word in the argument (论证): necessary, feasible, budget in order. */
    supports: boolean('supports'),
    opinion: text('opinion').notNull().default(''),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.bountyId, t.userId] }), index('bounty_experts_user').on(t.userId)],
);

export const bountyScores = pgTable(
  'bounty_scores',
  {
    proposalId: ref('proposal_id', () => bountyProposals.id).notNull(),
    userId: ref('user_id', () => users.id).notNull(),
    feasibility: integer('feasibility').notNull(),
    cost: integer('cost').notNull(),
    team: integer('team').notNull(),
    note: text('note').notNull().default(''),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.proposalId, t.userId] })],
);

/** A gate of a race, or a milestone of a single winner, with its results. */
export const bountyGates = pgTable(
  'bounty_gates',
  {
    id: id(),
    bountyId: ref('bounty_id', () => bounties.id).notNull(),
    n: integer('n').notNull(),
    title: text('title').notNull(),
    dueOn: on('due_on').notNull(),
    decidedAt: at('decided_at'),
    decidedBy: ref('decided_by', () => users.id),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('bounty_gates_n').on(t.bountyId, t.n)],
);

export const bountyGateResults = pgTable(
  'bounty_gate_results',
  {
    gateId: ref('gate_id', () => bountyGates.id).notNull(),
    proposalId: ref('proposal_id', () => bountyProposals.id).notNull(),
    score: integer('score').notNull(),
    passed: boolean('passed').notNull(),
    note: text('note').notNull().default(''),
  },
  (t) => [primaryKey({ columns: [t.gateId, t.proposalId] })],
);
