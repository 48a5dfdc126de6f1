import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { DemandData } from '#app/domain/demand-data.ts';
import { demandMachine } from '#app/domain/demand.ts';
import { statesOf } from '#app/domain/machine.ts';
import type { MatchReasons } from '#app/domain/matching.ts';
import { at, createdAt, id, on, oneOf, ppm, ref, state } from './columns.ts';
import { achievements } from './achievements.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';
import { boolean } from 'drizzle-orm/pg-core';

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
    /** A structured "no" of the demand's side. */
    dismissedReason: text('dismissed_reason'),
    computedAt: at('computed_at').notNull(),
  },
  (t) => [
    uniqueIndex('matches_pair').on(t.demandId, t.achievementId),
    index('matches_rank').on(t.demandId, t.rank),
    index('matches_achievement').on(t.achievementId),
    oneOf('matches_level', t.level, matchLevels),
  ],
);
