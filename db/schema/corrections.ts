import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { AchievementData } from '#app/domain/achievement-data.ts';
import { correctionMachine, openCorrectionStates } from '#app/domain/correction.ts';
import { statesOf } from '#app/domain/machine.ts';
import type { PersonInput } from '#app/domain/people-input.ts';
import { achievements } from './achievements.ts';
import { at, createdAt, fen, id, oneOf, ref, state } from './columns.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

const open = sql.raw(openCorrectionStates.map((word) => `'${word}'`).join(', '));

/** The next version of a public record while it is written and reviewed; approved, it becomes a version and its text goes. */
export const achievementCorrections = pgTable(
  'achievement_corrections',
  {
    id: id(),
    achievementId: ref('achievement_id', () => achievements.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    /** The version that it corrects. */
    baseN: integer('base_n').notNull(),
    state: state(statesOf(correctionMachine)),
    /** Counts saves: a later one means that somebody was faster. */
    savedN: integer('saved_n').notNull(),
    /** Null once it is applied or dropped: what became public stands in its version, the rest is nobody's business. */
    data: jsonb('data').$type<AchievementData>(),
    people: jsonb('people').$type<readonly PersonInput[]>(),
    priceFloorFen: fen('price_floor_fen'),
    reviewFlags: text('review_flags')
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    note: text('note'),
    createdBy: ref('created_by', () => users.id).notNull(),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [
    oneOf('achievement_corrections_state', t.state, statesOf(correctionMachine)),
    uniqueIndex('achievement_corrections_once')
      .on(t.achievementId)
      .where(sql`${t.state} in (${open})`),
    index('achievement_corrections_org').on(t.orgId, t.state),
  ],
);
