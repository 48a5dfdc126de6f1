import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { DemandData } from '#app/domain/demand-data.ts';
import { demandMachine } from '#app/domain/demand.ts';
import { statesOf } from '#app/domain/machine.ts';
import { matchAnswers } from '#app/domain/match-answer.ts';
import type { WeightsReplay } from '#app/domain/match-replay.ts';
import type { Exclusions } from '#app/domain/match-fit.ts';
import type { KeyTermShare } from '#app/domain/match-terms.ts';
import type { MatchWeights } from '#app/domain/match-weights.ts';
import type { MatchReasons } from '#app/domain/matching.ts';
import { at, createdAt, id, on, oneOf, ppm, ref, state } from './columns.ts';
import { achievements } from './achievements.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** Head row of an enterprise's demand (企业技术需求). */
export const demands = pgTable(
  'demands',
  {
    id: id(),
    no: text('no').notNull().unique(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    title: text('title').notNull(),
    versionN: integer('version_n').notNull(),
    state: state(statesOf(demandMachine)),
    isSample: boolean('is_sample').notNull().default(false),
    publishedAt: at('published_at'),
    validUntilOn: on('valid_until_on'),
    /** When matches were last computed, and for which version. */
    matchedAt: at('matched_at'),
    matchedVersionN: integer('matched_version_n'),
    /** Counts the lists written: a computation that began before the last one was written is not written any more. */
    matchRound: integer('match_round').notNull().default(0),
    /** Key terms of that version with their shares; one that is not known stands in no achievement at all. */
    keyTerms: jsonb('key_terms').$type<readonly KeyTermShare[]>(),
    /** How many proposed achievements each hard filter left out of the list. */
    excluded: jsonb('excluded').$type<Exclusions>(),
    /** When the enterprise last said that it still wants this. */
    confirmedAt: at('confirmed_at'),
    closeReason: text('close_reason'),
    closeNote: text('close_note'),
    /** The demand that goes on in its place, and the one of which it is a part. */
    mergedIntoId: ref('merged_into_id', (): AnyPgColumn => demands.id),
    splitFromId: ref('split_from_id', (): AnyPgColumn => demands.id),
    /** A broker or 科技特派员 who wrote it down for the enterprise; its officer lets it go public. */
    enteredBy: ref('entered_by', () => users.id),
    reviewNote: text('review_note'),
    createdBy: ref('created_by', () => users.id).notNull(),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    oneOf('demands_state', t.state, statesOf(demandMachine)),
    index('demands_org').on(t.orgId, t.state),
    index('demands_published').on(t.state, t.publishedAt),
  ],
);

export const demandVersions = pgTable(
  'demand_versions',
  {
    id: id(),
    demandId: ref('demand_id', () => demands.id).notNull(),
    n: integer('n').notNull(),
    data: jsonb('data').$type<DemandData>().notNull(),
    sha256: text('sha256').notNull(),
    authorId: ref('author_id', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('demand_versions_n').on(t.demandId, t.n)],
);

/** Units that may see a demand kept to invited ones (定向推送), beside those matched to it. */
export const demandInvites = pgTable(
  'demand_invites',
  {
    demandId: ref('demand_id', () => demands.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    invitedBy: ref('invited_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.demandId, t.orgId] }), index('demand_invites_org').on(t.orgId)],
);

export const answerAudiences = ['all', 'one'] as const;

/** What a matched team asks about a demand (校企共同答题), the answer, and the version that the answer became. */
export const demandQuestions = pgTable(
  'demand_questions',
  {
    id: id(),
    demandId: ref('demand_id', () => demands.id).notNull(),
    versionN: integer('version_n').notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    askedBy: ref('asked_by', () => users.id).notNull(),
    body: text('body').notNull(),
    answer: text('answer'),
    answerTo: text('answer_to', { enum: answerAudiences }),
    answeredBy: ref('answered_by', () => users.id),
    answeredAt: at('answered_at'),
    becameVersionN: integer('became_version_n'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('demand_questions_answer_to', t.answerTo, answerAudiences),
    check('demand_questions_answered', sql`(${t.answer} is null) = (${t.answeredAt} is null)`),
    index('demand_questions_demand').on(t.demandId, t.createdAt),
  ],
);

export const matchLevels = ['strong', 'possible', 'weak'] as const;

/** A demand and an achievement that fit, with the reasons that were shown. */
export const matches = pgTable(
  'matches',
  {
    id: id(),
    demandId: ref('demand_id', () => demands.id).notNull(),
    demandVersionN: integer('demand_version_n').notNull(),
    achievementId: ref('achievement_id', () => achievements.id).notNull(),
    achievementVersionN: integer('achievement_version_n').notNull(),
    level: text('level', { enum: matchLevels }).notNull(),
    scorePpm: ppm('score_ppm').notNull(),
    rank: integer('rank').notNull(),
    reasons: jsonb('reasons').$type<MatchReasons>().notNull(),
    /** Version of the weights that the score was made with. */
    weightsVersion: integer('weights_version').notNull().default(1),
    /** In the list as it was last computed; an answered one that left it stays, for its answer. */
    isCurrent: boolean('is_current').notNull().default(true),
    /** How well the demand answers the achievement, seen from the achievement; null until it is computed. */
    backwardPpm: ppm('backward_ppm'),
    /** The latest answer; all of them stand in match_answers. */
    answer: text('answer', { enum: matchAnswers }),
    /** The structured reason of a "no", of whichever side said it. */
    dismissedReason: text('dismissed_reason'),
    /** What is meant by 其他原因, in words. */
    dismissedNote: text('dismissed_note'),
    answeredByOrg: ref('answered_by_org', () => organisations.id),
    answeredAt: at('answered_at'),
    computedAt: at('computed_at').notNull(),
  },
  (t) => [
    uniqueIndex('matches_pair').on(t.demandId, t.achievementId),
    index('matches_rank').on(t.demandId, t.rank),
    index('matches_achievement').on(t.achievementId),
    index('matches_backward')
      .on(t.achievementId)
      .where(sql`backward_ppm is null`),
    oneOf('matches_level', t.level, matchLevels),
    oneOf('matches_answer', t.answer, matchAnswers),
  ],
);

/** Every answer to a match with what was shown when it was given: what the report counts and a replay scores again. */
export const matchAnswerLines = pgTable(
  'match_answers',
  {
    id: id(),
    demandId: ref('demand_id', () => demands.id).notNull(),
    demandVersionN: integer('demand_version_n').notNull(),
    achievementId: ref('achievement_id', () => achievements.id).notNull(),
    achievementVersionN: integer('achievement_version_n').notNull(),
    /** Null takes the answer before it back. */
    answer: text('answer', { enum: matchAnswers }),
    reason: text('reason'),
    note: text('note'),
    rank: integer('rank').notNull(),
    level: text('level', { enum: matchLevels }).notNull(),
    scorePpm: ppm('score_ppm').notNull(),
    weightsVersion: integer('weights_version').notNull(),
    reasons: jsonb('reasons').$type<MatchReasons>().notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    answeredBy: ref('answered_by', () => users.id),
    answeredAt: at('answered_at').notNull(),
  },
  (t) => [
    oneOf('match_answers_answer', t.answer, matchAnswers),
    index('match_answers_pair').on(t.demandId, t.achievementId, t.answeredAt),
    index('match_answers_at').on(t.answeredAt),
  ],
);

/** Proposed and applied weights of the factors. A version is given when they are applied; the highest one is in force. */
export const matchWeights = pgTable('match_weights', {
  id: id(),
  version: integer('version').unique(),
  /** The version that the replay compared with. */
  baseVersion: integer('base_version'),
  weights: jsonb('weights').$type<MatchWeights>().notNull(),
  /** What the replay over past answers showed before they could be applied. */
  replay: jsonb('replay').$type<WeightsReplay>(),
  note: text('note').notNull().default(''),
  createdBy: ref('created_by', () => users.id),
  createdAt: createdAt(),
  appliedBy: ref('applied_by', () => users.id),
  appliedAt: at('applied_at'),
});

/** Demands and achievements whose matches and alerts must be looked at again. Never unique, as the search's own feed. */
export const matchChanges = pgTable('match_changes', {
  id: bigserial('id', { mode: 'bigint' }).primaryKey(),
  kind: text('kind').notNull(),
  rowId: uuid('row_id').notNull(),
  createdAt: createdAt(),
});
