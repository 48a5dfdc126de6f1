import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { evaluationMachine, expertMachine, type Scores, type ValueKey, valueKeys } from '#app/domain/evaluation.ts';
import { trlSources } from '#app/domain/effective-trl.ts';
import { statesOf } from '#app/domain/machine.ts';
import { type TrlAnswer, trlMachine } from '#app/domain/trl-assessment.ts';
import { achievementAttachments, achievements } from './achievements.ts';
import { at, createdAt, id, on, oneOf, ref, state } from './columns.ts';
import { contracts } from './contracts.ts';
import { files } from './files.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** A readiness level assessed by its unit, question by question, and confirmed by somebody else. */
export const trlAssessments = pgTable(
  'trl_assessments',
  {
    id: id(),
    achievementId: ref('achievement_id', () => achievements.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    versionN: integer('version_n').notNull(),
    answers: jsonb('answers').$type<readonly TrlAnswer[]>().notNull(),
    source: text('source', { enum: trlSources }).notNull().default('self'),
    /** Of a third party's: who assessed, on which day, and his report as a paper of the record or an evaluation issued here. */
    assessor: text('assessor'),
    assessedOn: on('assessed_on'),
    reportId: ref('report_id', () => achievementAttachments.id),
    evaluationId: ref('evaluation_id', (): AnyPgColumn => evaluations.id),
    level: integer('level').notNull(),
    state: state(statesOf(trlMachine)),
    note: text('note'),
    assessedBy: ref('assessed_by', () => users.id).notNull(),
    decidedBy: ref('decided_by', () => users.id),
    decidedAt: at('decided_at'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('trl_assessments_state', t.state, statesOf(trlMachine)),
    oneOf('trl_assessments_source', t.source, trlSources),
    check(
      'trl_assessments_third_party',
      sql`${t.source} = 'self' or (${t.assessor} is not null and ${t.assessedOn} is not null and (${t.reportId} is not null or ${t.evaluationId} is not null))`,
    ),
    uniqueIndex('trl_assessments_one_confirmed')
      .on(t.achievementId)
      .where(sql`${t.state} = 'confirmed'`),
    index('trl_assessments_achievement').on(t.achievementId, t.createdAt),
  ],
);

/** An evaluation of one version by another organisation. Scores of the panel stay apart; the report says the conclusion. */
export const evaluations = pgTable(
  'evaluations',
  {
    id: id(),
    achievementId: ref('achievement_id', () => achievements.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    versionN: integer('version_n').notNull(),
    evaluatorOrgId: ref('evaluator_org_id', () => organisations.id).notNull(),
    purpose: text('purpose').notNull(),
    state: state(statesOf(evaluationMachine)),
    /** What each value rests on, in the evaluator's words. */
    evidence: jsonb('evidence').$type<Partial<Record<ValueKey, string>>>().notNull(),
    /** Why a value that nobody scored does not apply; reports from before it was asked say nothing. */
    notApplicable: jsonb('not_applicable').$type<Partial<Record<ValueKey, string>>>().notNull().default({}),
    conclusion: text('conclusion'),
    reportFileId: ref('report_file_id', () => files.id),
    /** The readiness level that the evaluator states in its report, and what it rests on; null where it states none. */
    trlLevel: integer('trl_level'),
    trlGround: text('trl_ground'),
    /** The unit's secrecy reviewer let the words and the files of the report out; until then its scores alone are public. */
    openedBy: ref('opened_by', () => users.id),
    openedAt: at('opened_at'),
    /** Since the record was taken down nobody of the evaluator reads the whole of it. */
    closedAt: at('closed_at'),
    note: text('note'),
    issuedOn: on('issued_on'),
    /** By when the unit asked for the report; null for commissions from before it was asked. */
    dueOn: on('due_on'),
    requestedBy: ref('requested_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('evaluations_state', t.state, statesOf(evaluationMachine)),
    check(
      'evaluations_trl',
      sql`${t.trlLevel} between 1 and 9 and ${t.trlGround} is not null or ${t.trlLevel} is null`,
    ),
    index('evaluations_achievement').on(t.achievementId, t.state),
    index('evaluations_evaluator').on(t.evaluatorOrgId, t.state),
  ],
);

export const evaluationExperts = pgTable(
  'evaluation_experts',
  {
    id: id(),
    evaluationId: ref('evaluation_id', () => evaluations.id).notNull(),
    userId: ref('user_id', () => users.id).notNull(),
    state: state(statesOf(expertMachine)),
    declaration: text('declaration'),
    scores: jsonb('scores').$type<Scores>(),
    /** Why he scored each value as he did; null for those who were asked for one word on all. */
    reasons: jsonb('reasons').$type<Partial<Record<ValueKey, string>>>(),
    comment: text('comment'),
    /** By when the evaluator asked for his answer and scores. */
    dueOn: on('due_on'),
    /** The last day on which the evaluator urged him. */
    urgedOn: on('urged_on'),
    invitedBy: ref('invited_by', () => users.id).notNull(),
    answeredAt: at('answered_at'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('evaluation_experts_state', t.state, statesOf(expertMachine)),
    uniqueIndex('evaluation_experts_once').on(t.evaluationId, t.userId),
    index('evaluation_experts_user').on(t.userId, t.state),
  ],
);

/** A paper of the record that its unit lets the evaluator and its panel read. */
export const evaluationMaterials = pgTable(
  'evaluation_materials',
  {
    id: id(),
    evaluationId: ref('evaluation_id', () => evaluations.id).notNull(),
    attachmentId: ref('attachment_id', () => achievementAttachments.id).notNull(),
    releasedBy: ref('released_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('evaluation_materials_once').on(t.evaluationId, t.attachmentId),
    index('evaluation_materials_attachment').on(t.attachmentId),
  ],
);

/** A paper on which the scores of one value rest, brought with the report. */
export const evaluationPapers = pgTable(
  'evaluation_papers',
  {
    id: id(),
    evaluationId: ref('evaluation_id', () => evaluations.id).notNull(),
    valueKey: text('value_key', { enum: valueKeys }).notNull(),
    fileId: ref('file_id', () => files.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('evaluation_papers_value', t.valueKey, valueKeys),
    uniqueIndex('evaluation_papers_once').on(t.evaluationId, t.valueKey),
    index('evaluation_papers_file').on(t.fileId),
  ],
);

/** What the use of an achievement brought (应用效果), from a licensee of it. */
export const usageFeedback = pgTable(
  'usage_feedback',
  {
    id: id(),
    achievementId: ref('achievement_id', () => achievements.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    effect: text('effect').notNull(),
    rating: integer('rating').notNull(),
    /** The licensee agreed that everybody reads it with its name. */
    isPublic: boolean('is_public').notNull(),
    createdBy: ref('created_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('usage_feedback_achievement').on(t.achievementId, t.createdAt)],
);
