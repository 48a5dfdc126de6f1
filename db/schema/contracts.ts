import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  declarationAnswers,
  declarationEvents,
  declarationGrounds,
  lossCauses,
} from '#app/domain/contract-declaration.ts';
import { signerAuthorities, signingWays } from '#app/domain/signing-way.ts';
import { contractMachine } from '#app/domain/contract-machine.ts';
import type { VersionText } from '#app/domain/version-text.ts';
import type { ContractData } from '#app/domain/contract-data.ts';
import { statesOf } from '#app/domain/machine.ts';
import { milestoneMachine, submissionOutcomes } from '#app/domain/milestone.ts';
import { objectionMachine, publicityMachine, reviewEnds } from '#app/domain/publicity.ts';
import { postingPlaces } from '#app/domain/publicity-posting.ts';
import { royaltyStatementMachine, statementBases, type StatementLine } from '#app/domain/royalty-statement.ts';
import { achievements } from './achievements.ts';
import { at, createdAt, fen, id, on, oneOf, ppm, ref, state } from './columns.ts';
import { deals } from './deals.ts';
import { files } from './files.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

export const contractSides = ['licensor', 'licensee'] as const;

/** Head row of a licensing contract; its terms stand in immutable versions. */
export const contracts = pgTable(
  'contracts',
  {
    id: id(),
    no: text('no').notNull().unique(),
    dealId: ref('deal_id', () => deals.id).notNull(),
    achievementId: ref('achievement_id', () => achievements.id).notNull(),
    achievementVersionN: integer('achievement_version_n').notNull(),
    licensorOrgId: ref('licensor_org_id', () => organisations.id).notNull(),
    licenseeOrgId: ref('licensee_org_id', () => organisations.id).notNull(),
    title: text('title').notNull(),
    versionN: integer('version_n').notNull(),
    state: state(statesOf(contractMachine)),
    /** Which side proposed the current version: the other one agrees. */
    proposedBySide: text('proposed_by_side', { enum: contractSides }).notNull(),
    signedVersionN: integer('signed_version_n'),
    /** The last signature or seal: the term and the evidence count from it. */
    signedAt: at('signed_at'),
    /** When the platform concluded it: days to pay, deliver and report run no earlier. Null in those from before it was kept. */
    concludedAt: at('concluded_at'),
    createdBy: ref('created_by', () => users.id).notNull(),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    oneOf('contracts_state', t.state, statesOf(contractMachine)),
    oneOf('contracts_proposed_by_side', t.proposedBySide, contractSides),
    index('contracts_licensor').on(t.licensorOrgId, t.state),
    index('contracts_licensee').on(t.licenseeOrgId, t.state),
    // One live contract a deal: a second proposal is a new version, not a second contract.
    uniqueIndex('contracts_live_deal')
      .on(t.dealId)
      .where(sql`state not in ('withdrawn', 'terminated')`),
  ],
);

export const contractVersions = pgTable(
  'contract_versions',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    n: integer('n').notNull(),
    data: jsonb('data').$type<ContractData>().notNull(),
    /** SHA-256 over the canonical JSON of data. */
    sha256: text('sha256').notNull(),
    authorId: ref('author_id', () => users.id).notNull(),
    /** Who put it to whom. Null in rows from before it was kept. */
    side: text('side', { enum: contractSides }),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('contract_versions_side', t.side, contractSides),
    uniqueIndex('contract_versions_n').on(t.contractId, t.n),
  ],
);

/** The words of a version, kept when it is written: what was signed reads the same for ever. Never updated, never deleted. */
export const contractTexts = pgTable(
  'contract_texts',
  {
    id: id(),
    contractId: uuid('contract_id').notNull(),
    n: integer('n').notNull(),
    text: jsonb('text').$type<VersionText>().notNull(),
    /** SHA-256 over the canonical JSON of text; the version's own hash covers it from its `schemaVersion` 2 on. */
    sha256: text('sha256').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('contract_texts_n').on(t.contractId, t.n),
    foreignKey({
      name: 'contract_texts_version_fk',
      columns: [t.contractId, t.n],
      foreignColumns: [contractVersions.contractId, contractVersions.n],
    }).onDelete('restrict'),
  ],
);

export const signatures = pgTable(
  'signatures',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    versionN: integer('version_n').notNull(),
    side: text('side', { enum: contractSides }).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    userId: ref('user_id', () => users.id).notNull(),
    sha256: text('sha256').notNull(),
    /** On the page, or by seal on paper: then the person confirmed that the scan is the frozen version. */
    way: text('way', { enum: signingWays }).notNull().default('page'),
    /** By what the person may bind the organisation. Null in rows from before it was asked. */
    authority: text('authority', { enum: signerAuthorities }),
    /** 授权委托书. */
    authorityFileId: ref('authority_file_id', () => files.id),
    /** Where the request came from. */
    address: text('address'),
    signedAt: at('signed_at').notNull(),
  },
  (t) => [
    oneOf('signatures_way', t.way, signingWays),
    uniqueIndex('signatures_once').on(t.contractId, t.versionN, t.side),
    oneOf('signatures_side', t.side, contractSides),
  ],
);

export const publicities = pgTable(
  'publicities',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    contractVersionN: integer('contract_version_n').notNull(),
    /** The unit whose duty it is. */
    orgId: ref('org_id', () => organisations.id).notNull(),
    audience: text('audience', { enum: ['unit', 'public'] }).notNull(),
    state: state(statesOf(publicityMachine)),
    startedAt: at('started_at').notNull(),
    endsAt: at('ends_at').notNull(),
    /** Frozen words of the notice: achievement, parties, price terms. */
    notice: jsonb('notice').$type<Record<string, unknown>>().notNull(),
    sha256: text('sha256').notNull(),
    contact: text('contact').notNull(),
    createdBy: ref('created_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('publicities_state', t.state, statesOf(publicityMachine)),
    // A notice that was void may stand once more in the same version, put right.
    uniqueIndex('publicities_version')
      .on(t.contractId, t.contractVersionN)
      .where(sql`${t.state} <> 'cancelled'`),
    index('publicities_org').on(t.orgId, t.state),
  ],
);

export const objections = pgTable(
  'objections',
  {
    id: id(),
    publicityId: ref('publicity_id', () => publicities.id).notNull(),
    filedBy: ref('filed_by', () => users.id).notNull(),
    grounds: text('grounds').notNull(),
    state: state(statesOf(objectionMachine)),
    decision: text('decision'),
    decidedBy: ref('decided_by', () => users.id),
    decidedAt: at('decided_at'),
    admittedAt: at('admitted_at'),
    /** Until when who objected may ask for another look at a dismissal; signing waits. Null: nobody may, or no longer. */
    reviewUntil: at('review_until'),
    /** How those days ended where no review was asked; null while they run, and of answers from before it was kept. */
    reviewEnd: text('review_end', { enum: reviewEnds }),
    reviewGrounds: text('review_grounds'),
    reviewDecision: text('review_decision'),
    reviewedBy: ref('reviewed_by', () => users.id),
    reviewedAt: at('reviewed_at'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('objections_state', t.state, statesOf(objectionMachine)),
    oneOf('objections_review_end', t.reviewEnd, reviewEnds),
    index('objections_publicity').on(t.publicityId),
  ],
);

/** What an objection rests on, handed in with it; for who objected and the unit. */
export const objectionPapers = pgTable(
  'objection_papers',
  {
    id: id(),
    objectionId: ref('objection_id', () => objections.id).notNull(),
    fileId: ref('file_id', () => files.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('objection_papers_objection').on(t.objectionId), index('objection_papers_file').on(t.fileId)],
);

/** The same notice as it stood elsewhere (OA, the unit's own site): where, from which day, and a picture of it. */
export const publicityPostings = pgTable(
  'publicity_postings',
  {
    id: id(),
    publicityId: ref('publicity_id', () => publicities.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    place: text('place', { enum: postingPlaces }).notNull(),
    url: text('url').notNull(),
    postedOn: on('posted_on').notNull(),
    fileId: ref('file_id', () => files.id).notNull(),
    recordedBy: ref('recorded_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('publicity_postings_place', t.place, postingPlaces),
    index('publicity_postings_publicity').on(t.publicityId),
    index('publicity_postings_file').on(t.fileId),
  ],
);

/** A suspension, its end, or a termination: which party declared it, on what ground and why, in its own words. */
export const contractDeclarations = pgTable(
  'contract_declarations',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    event: text('event', { enum: declarationEvents }).notNull(),
    side: text('side', { enum: contractSides }).notNull(),
    ground: text('ground', { enum: declarationGrounds }).notNull(),
    reason: text('reason').notNull(),
    /** Null: the platform, by silence of that side. */
    declaredBy: ref('declared_by', () => users.id),
    declaredAt: at('declared_at').notNull(),
    /** From which day it counts, where that is not the day of the declaration; of a demand, until when it can be cured. */
    effectiveOn: on('effective_on'),
    /** Of what needs the other side's word: null while it is open. */
    answer: text('answer', { enum: declarationAnswers }),
    answerReason: text('answer_reason'),
    answeredBy: ref('answered_by', () => users.id),
    answeredAt: at('answered_at'),
    /** Of a right that ended: which of those that the contract names, why, and the official document. */
    rights: jsonb('rights').$type<readonly { readonly key: string; readonly label: string }[]>(),
    cause: text('cause', { enum: lossCauses }),
    fileId: ref('file_id', () => files.id),
    /** Share of the royalties that goes on from its day; null: none, as where nobody said one. */
    keepsPpm: ppm('keeps_ppm'),
    /** Positions of milestones that stop with it; once it counts, of those that it stopped. */
    stops: jsonb('stops').$type<readonly number[]>(),
    /** The end of a right that is taken back. */
    revises: uuid('revises'),
    /** By how much it lowered or raised what periods cost, once it counts. */
    working: jsonb('working').$type<Record<string, unknown>>(),
  },
  (t) => [
    check('contract_declarations_keeps', sql`${t.keepsPpm} between 0 and 999999`),
    oneOf('contract_declarations_event', t.event, declarationEvents),
    oneOf('contract_declarations_side', t.side, contractSides),
    oneOf('contract_declarations_ground', t.ground, declarationGrounds),
    index('contract_declarations_contract').on(t.contractId),
  ],
);

export const milestones = pgTable(
  'milestones',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    position: integer('position').notNull(),
    name: text('name').notNull(),
    amountFen: fen('amount_fen').notNull(),
    payWithinDays: integer('pay_within_days').notNull(),
    acceptWithinDays: integer('accept_within_days').notNull(),
    state: state(statesOf(milestoneMachine)),
    acceptDueAt: at('accept_due_at'),
    acceptedAt: at('accepted_at'),
    /** What its claim names since a correction took the first one back; null: the milestone itself. */
    claimSubjectId: uuid('claim_subject_id').unique(),
    /** Of the dispute that stops this milestone alone. */
    disputeReason: text('dispute_reason'),
    disputedSide: text('disputed_side', { enum: contractSides }),
    disputedAt: at('disputed_at'),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    oneOf('milestones_state', t.state, statesOf(milestoneMachine)),
    uniqueIndex('milestones_position').on(t.contractId, t.position),
  ],
);

/** One hand-in of evidence for a milestone and the answer to it. */
export const milestoneSubmissions = pgTable(
  'milestone_submissions',
  {
    id: id(),
    milestoneId: ref('milestone_id', () => milestones.id).notNull(),
    n: integer('n').notNull(),
    note: text('note').notNull(),
    fileId: ref('file_id', () => files.id).notNull(),
    submittedBy: ref('submitted_by', () => users.id).notNull(),
    submittedAt: at('submitted_at').notNull(),
    /** End of the last day to answer it; days of a suspension are given back. Silence until then is acceptance. */
    answerBy: at('answer_by').notNull(),
    outcome: text('outcome', { enum: submissionOutcomes }),
    reason: text('reason'),
    decidedBy: ref('decided_by', () => users.id),
    decidedAt: at('decided_at'),
  },
  (t) => [
    uniqueIndex('milestone_submissions_n').on(t.milestoneId, t.n),
    oneOf('milestone_submissions_outcome', t.outcome, submissionOutcomes),
  ],
);

/** A milestone that fell due when the cap left nothing of it: there is no claim, and this is what tells that it did. */
export const cappedMilestones = pgTable(
  'capped_milestones',
  {
    id: id(),
    milestoneId: ref('milestone_id', () => milestones.id).notNull(),
    /** What its claim would name. */
    subjectId: uuid('subject_id').notNull().unique(),
    createdAt: createdAt(),
  },
  (t) => [index('capped_milestones_milestone').on(t.milestoneId)],
);

/** A filed revenue statement (收入申报) of one period; a correction is a new row with the next n. */
export const royaltyStatements = pgTable(
  'royalty_statements',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    /** `2027Q1` or `2027`. */
    period: text('period').notNull(),
    n: integer('n').notNull(),
    /** An estimate is trued up by the statement that follows it. */
    basis: text('basis', { enum: statementBases }).notNull().default('actual'),
    startsOn: on('starts_on').notNull(),
    endsOn: on('ends_on').notNull(),
    /** Sales by product, and who sold; together the gross. Empty in rows from before lines were kept, and in a nil report. */
    lines: jsonb('lines').$type<StatementLine[]>().notNull().default([]),
    grossFen: fen('gross_fen').notNull(),
    deductions: jsonb('deductions').$type<{ name: string; amountFen: string }[]>().notNull(),
    baseFen: fen('base_fen').notNull(),
    beforeCapFen: fen('before_cap_fen').notNull(),
    dueFen: fen('due_fen').notNull(),
    capReached: boolean('cap_reached').notNull(),
    /** How the sum came about, slice by slice, for people to check. */
    working: jsonb('working').$type<Record<string, unknown>>().notNull(),
    state: state(statesOf(royaltyStatementMachine)),
    note: text('note').notNull().default(''),
    fileId: ref('file_id', () => files.id),
    filedBy: ref('filed_by', () => users.id).notNull(),
    filedAt: at('filed_at').notNull(),
    /** When the licensor accepted it, and who; nobody where silence did. */
    acceptedAt: at('accepted_at'),
    acceptedBy: ref('accepted_by', () => users.id),
  },
  (t) => [
    oneOf('royalty_statements_state', t.state, statesOf(royaltyStatementMachine)),
    oneOf('royalty_statements_basis', t.basis, statementBases),
    uniqueIndex('royalty_statements_period').on(t.contractId, t.period, t.n),
  ],
);
