import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { amendmentMachine } from '#app/domain/amendment-machine.ts';
import type { ComposerForm } from '#app/domain/composer-form.ts';
import { clauseKeys, clauseMoves } from '#app/domain/contract-clauses.ts';
import { returnOutcomes, returnWays } from '#app/domain/material-return.ts';
import { statesOf } from '#app/domain/machine.ts';
import { evidenceKinds, type EvidenceBody } from '#app/domain/signing-evidence.ts';
import { trialMachine } from '#app/domain/trial-machine.ts';
import { trialConclusions } from '#app/domain/trial-report.ts';
import { contracts, contractSides } from './contracts.ts';
import { at, createdAt, fen, id, on, oneOf, ref, state } from './columns.ts';
import { deals } from './deals.ts';
import { files } from './files.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** Delivery and trial of a signed contract, one row each. Contracts signed before trials were kept have none. */
export const trials = pgTable(
  'trials',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    state: state(statesOf(trialMachine)),
    /** The day on which delivery was accepted. */
    startsOn: on('starts_on'),
    /** Last day of the trial, as agreed, extended or ended early by a decision. */
    endsOn: on('ends_on'),
    /** Last day to decide; silence after it is exit. */
    decideBy: on('decide_by'),
    extendedOn: on('extended_on'),
    decidedOn: on('decided_on'),
    /** In writing, by going on without a word, or by silence. */
    decidedHow: text('decided_how', { enum: ['notice', 'conduct', 'silence'] }),
    decidedBy: ref('decided_by', () => users.id),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [oneOf('trials_state', t.state, statesOf(trialMachine)), uniqueIndex('trials_contract').on(t.contractId)],
);

/** One hand-in of what the contract lists, and the answer to it. */
export const deliveries = pgTable(
  'deliveries',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    n: integer('n').notNull(),
    /** What of the agreed list is handed in. */
    items: jsonb('items').$type<string[]>().notNull(),
    note: text('note').notNull().default(''),
    fileId: ref('file_id', () => files.id),
    submittedBy: ref('submitted_by', () => users.id).notNull(),
    submittedAt: at('submitted_at').notNull(),
    outcome: text('outcome', { enum: ['accepted', 'rejected'] }),
    reason: text('reason'),
    decidedBy: ref('decided_by', () => users.id),
    decidedAt: at('decided_at'),
  },
  (t) => [uniqueIndex('deliveries_n').on(t.contractId, t.n)],
);

/** 试用评价报告: what one side found, and what the other says to it. After an exit it is the data report. */
export const trialReports = pgTable(
  'trial_reports',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    n: integer('n').notNull(),
    side: text('side', { enum: contractSides }).notNull(),
    conclusion: text('conclusion', { enum: trialConclusions }).notNull(),
    findings: text('findings').notNull(),
    fileId: ref('file_id', () => files.id),
    filedBy: ref('filed_by', () => users.id).notNull(),
    filedAt: at('filed_at').notNull(),
    isConfirmed: boolean('is_confirmed'),
    remark: text('remark'),
    answeredBy: ref('answered_by', () => users.id),
    answeredAt: at('answered_at'),
  },
  (t) => [
    oneOf('trial_reports_side', t.side, contractSides),
    oneOf('trial_reports_conclusion', t.conclusion, trialConclusions),
    uniqueIndex('trial_reports_n').on(t.contractId, t.n),
  ],
);

/** 资料返还或者销毁: what the licensee of an ended contract says of it, and what the licensor answers. */
export const materialReturns = pgTable(
  'material_returns',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    n: integer('n').notNull(),
    way: text('way', { enum: returnWays }).notNull(),
    doneOn: on('done_on').notNull(),
    note: text('note').notNull().default(''),
    /** A receipt, a record of destruction; null only where nothing was received. */
    fileId: ref('file_id', () => files.id),
    statedBy: ref('stated_by', () => users.id).notNull(),
    statedAt: at('stated_at').notNull(),
    outcome: text('outcome', { enum: returnOutcomes }),
    reason: text('reason'),
    answeredBy: ref('answered_by', () => users.id),
    answeredAt: at('answered_at'),
  },
  (t) => [
    oneOf('material_returns_way', t.way, returnWays),
    oneOf('material_returns_outcome', t.outcome, returnOutcomes),
    uniqueIndex('material_returns_n').on(t.contractId, t.n),
  ],
);

/** How a contract came to be signed, each entry bound to the one before it by its hash. Append-only. */
export const signingEvidence = pgTable(
  'signing_evidence',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    n: integer('n').notNull(),
    kind: text('kind', { enum: evidenceKinds }).notNull(),
    body: jsonb('body').$type<EvidenceBody>().notNull(),
    previousSha256: text('previous_sha256').notNull(),
    sha256: text('sha256').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('signing_evidence_kind', t.kind, evidenceKinds),
    uniqueIndex('signing_evidence_n').on(t.contractId, t.n),
  ],
);

/** A scan of the printed and sealed text; each side confirms that it says what the frozen version says. */
export const signedScans = pgTable(
  'signed_scans',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    versionN: integer('version_n').notNull(),
    side: text('side', { enum: contractSides }).notNull(),
    fileId: ref('file_id', () => files.id).notNull(),
    /** How many pages it shows, and its frozen text printed has; null: not to be told, or from before it was counted. */
    pages: integer('pages'),
    textPages: integer('text_pages'),
    uploadedBy: ref('uploaded_by', () => users.id).notNull(),
    uploadedAt: at('uploaded_at').notNull(),
  },
  (t) => [
    oneOf('signed_scans_side', t.side, contractSides),
    index('signed_scans_version').on(t.contractId, t.versionN),
  ],
);

/** What an organisation has typed in the composer of a deal and not sent yet. */
export const contractDrafts = pgTable(
  'contract_drafts',
  {
    id: id(),
    dealId: ref('deal_id', () => deals.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    /** The version it changes; null for a first proposal. */
    baseVersionN: integer('base_version_n'),
    form: jsonb('form').$type<ComposerForm>().notNull(),
    /** The open window that wrote it last: what it sends next may replace that. Null: before windows were kept. */
    writtenIn: text('written_in'),
    updatedBy: ref('updated_by', () => users.id).notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [uniqueIndex('contract_drafts_once').on(t.dealId, t.orgId)],
);

/** A change of a signed contract: a new version that counts from a day, once both sides have signed it. */
export const contractAmendments = pgTable(
  'contract_amendments',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    baseVersionN: integer('base_version_n').notNull(),
    versionN: integer('version_n').notNull(),
    effectiveOn: on('effective_on').notNull(),
    reason: text('reason').notNull(),
    side: text('side', { enum: contractSides }).notNull(),
    state: state(statesOf(amendmentMachine)),
    /** Touches price, mode or object of a contract whose price must stand in publicity: agreed and published before it is signed. */
    asksPublicity: boolean('asks_publicity').notNull().default(false),
    proposedBy: ref('proposed_by', () => users.id).notNull(),
    proposedAt: at('proposed_at').notNull(),
    answerReason: text('answer_reason'),
    answeredBy: ref('answered_by', () => users.id),
    answeredAt: at('answered_at'),
  },
  (t) => [
    oneOf('contract_amendments_side', t.side, contractSides),
    oneOf('contract_amendments_state', t.state, statesOf(amendmentMachine)),
    uniqueIndex('contract_amendments_version').on(t.contractId, t.versionN),
  ],
);

/** The bargain clause by clause: what a side proposed, took, kept or took back with a version, and why. Append-only. */
export const contractClauseMoves = pgTable(
  'contract_clause_moves',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    /** The version that came of it; of an acceptance, the version accepted. */
    versionN: integer('version_n').notNull(),
    clause: text('clause', { enum: clauseKeys }).notNull(),
    move: text('move', { enum: clauseMoves }).notNull(),
    side: text('side', { enum: contractSides }).notNull(),
    note: text('note').notNull().default(''),
    movedBy: ref('moved_by', () => users.id).notNull(),
    movedAt: at('moved_at').notNull(),
  },
  (t) => [
    oneOf('contract_clause_moves_clause', t.clause, clauseKeys),
    oneOf('contract_clause_moves_move', t.move, clauseMoves),
    oneOf('contract_clause_moves_side', t.side, contractSides),
    index('contract_clause_moves_version').on(t.contractId, t.versionN),
  ],
);

/** What a state-owned enterprise shows before it assigns: the filed valuation and the deal at a property-rights exchange. */
export const stateAssetFilings = pgTable(
  'state_asset_filings',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    /** 评估备案编号, and with whom it was filed. */
    valuationNo: text('valuation_no').notNull(),
    valuationFen: fen('valuation_fen').notNull(),
    filedWith: text('filed_with').notNull(),
    filedOn: on('filed_on').notNull(),
    /** 产权交易机构, and the number of its 交易凭证. */
    exchange: text('exchange').notNull(),
    certificateNo: text('certificate_no').notNull(),
    dealtOn: on('dealt_on').notNull(),
    /** 评估备案表 and 交易凭证; null in records from before they were asked for. */
    filingFileId: ref('filing_file_id', () => files.id),
    certificateFileId: ref('certificate_file_id', () => files.id),
    recordedBy: ref('recorded_by', () => users.id).notNull(),
    recordedAt: at('recorded_at').notNull(),
  },
  (t) => [index('state_asset_filings_contract').on(t.contractId)],
);
