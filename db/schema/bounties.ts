import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { BountyAcceptance } from '#app/domain/bounty-acceptance.ts';
import { bountyKinds, bountyMachine, bountyOrigins, gateKinds, proposalMachine } from '#app/domain/bounty.ts';
import type { ProposalData } from '#app/domain/bounty-proposal.ts';
import { statesOf } from '#app/domain/machine.ts';
import { objectionMachine } from '#app/domain/publicity.ts';
import { achievements } from './achievements.ts';
import { at, createdAt, fen, id, on, oneOf, ppm, ref, state } from './columns.ts';
import { contracts } from './contracts.ts';
import { deals } from './deals.ts';
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
    /** In an enterprise's own post the proposal that it wants, and why. */
    posterChoiceId: uuid('poster_choice_id'),
    posterOpinion: text('poster_opinion').notNull().default(''),
    /** The deal and the contract draft that the awarded proposal became. */
    dealId: ref('deal_id', () => deals.id),
    contractId: ref('contract_id', () => contracts.id),
    /** Fixed when the contract is signed. */
    subsidyFen: fen('subsidy_fen'),
    acceptance: jsonb('acceptance').$type<BountyAcceptance>(),
    /** Failure after diligent work is tolerated and no credit offence (S003 item 6). */
    isDiligent: boolean('is_diligent'),
    state: state(statesOf(bountyMachine)),
    postedAt: at('posted_at'),
    createdBy: ref('created_by', () => users.id).notNull(),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    oneOf('bounties_state', t.state, statesOf(bountyMachine)),
    oneOf('bounties_kind', t.kind, bountyKinds),
    oneOf('bounties_origin', t.origin, bountyOrigins),
    // One post at a time for each demand; one that came to nothing may be called for again.
    uniqueIndex('bounties_demand')
      .on(t.demandId)
      .where(sql`state <> 'dropped'`),
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
    /** What the solver builds on: the deal and its contract are about it. */
    achievementId: ref('achievement_id', () => achievements.id).notNull(),
    data: jsonb('data').$type<ProposalData>().notNull(),
    budgetFen: fen('budget_fen').notNull(),
    state: state(statesOf(proposalMachine)),
    submittedBy: ref('submitted_by', () => users.id).notNull(),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    oneOf('bounty_proposals_state', t.state, statesOf(proposalMachine)),
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
    kind: text('kind', { enum: gateKinds }).notNull(),
    title: text('title').notNull(),
    dueOn: on('due_on').notNull(),
    decidedAt: at('decided_at'),
    decidedBy: ref('decided_by', () => users.id),
    createdAt: createdAt(),
  },
  (t) => [oneOf('bounty_gates_kind', t.kind, gateKinds), uniqueIndex('bounty_gates_n').on(t.bountyId, t.n)],
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

/** An objection (异议) of a person against the winner while his name stands in publicity. */
export const bountyObjections = pgTable(
  'bounty_objections',
  {
    id: id(),
    bountyId: ref('bounty_id', () => bounties.id).notNull(),
    filedBy: ref('filed_by', () => users.id).notNull(),
    grounds: text('grounds').notNull(),
    state: state(statesOf(objectionMachine)),
    decision: text('decision'),
    decidedBy: ref('decided_by', () => users.id),
    decidedAt: at('decided_at'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('bounty_objections_state', t.state, statesOf(objectionMachine)),
    index('bounty_objections_bounty').on(t.bountyId),
  ],
);
