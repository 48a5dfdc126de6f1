import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { statesOf } from '#app/domain/machine.ts';
import { registrationMachine } from '#app/domain/registration.ts';
import { type AuthorityLevel, type Remark, reviewLevels, reviewOutcomes } from '#app/domain/review.ts';
import { achievements } from './achievements.ts';
import { at, createdAt, id, on, oneOf, ref, state } from './columns.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** Every decision of a reviewer, within the unit and at the authorities. Never changed. */
export const reviewDecisions = pgTable(
  'review_decisions',
  {
    id: id(),
    achievementId: ref('achievement_id', () => achievements.id).notNull(),
    versionN: integer('version_n').notNull(),
    level: text('level', { enum: reviewLevels }).notNull(),
    outcome: text('outcome', { enum: reviewOutcomes }).notNull(),
    /** Items of the level's checklist that the reviewer ticked. */
    checks: text('checks').array().notNull(),
    note: text('note'),
    remarks: jsonb('remarks').$type<readonly Remark[]>().notNull(),
    deciderId: ref('decider_id', () => users.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    at: at('at').notNull(),
  },
  (t) => [
    oneOf('review_decisions_level', t.level, reviewLevels),
    oneOf('review_decisions_outcome', t.outcome, reviewOutcomes),
    index('review_decisions_achievement').on(t.achievementId, t.at),
  ],
);

/** Levels that the records of a unit, or of a region, pass at the authorities. Where nothing stands: 市州, then province. */
export const reviewPaths = pgTable('review_paths', {
  id: id(),
  orgId: ref('org_id', () => organisations.id).unique(),
  regionCode: text('region_code').unique(),
  levels: text('levels').array().$type<AuthorityLevel[]>().notNull(),
  setBy: ref('set_by', () => users.id),
  createdAt: createdAt(),
});

/** The registration (登记) of an achievement with the authorities: one row each, whatever often it was sent back. */
export const registrations = pgTable(
  'registrations',
  {
    id: id(),
    achievementId: ref('achievement_id', () => achievements.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    regionCode: text('region_code').notNull(),
    versionN: integer('version_n').notNull(),
    state: state(statesOf(registrationMachine)),
    /** The levels it must pass, as the table of paths said when it was asked for. */
    levels: text('levels').array().$type<AuthorityLevel[]>().notNull(),
    /** The level at which it stands. */
    level: text('level').$type<AuthorityLevel>().notNull(),
    waitingSince: at('waiting_since').notNull(),
    regNo: text('reg_no').unique(),
    registeredOn: on('registered_on'),
    registeredBy: text('registered_by'),
    note: text('note'),
    askedBy: ref('asked_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('registrations_state', t.state, statesOf(registrationMachine)),
    uniqueIndex('registrations_once').on(t.achievementId),
    index('registrations_work').on(t.state, t.level, t.waitingSince),
  ],
);
