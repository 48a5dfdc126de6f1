import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { importReviewEvents, importReviewMachine } from '#app/domain/import-review.ts';
import { statesOf } from '#app/domain/machine.ts';
import { registrationMachine } from '#app/domain/registration.ts';
import { type AuthorityLevel, type Remark, reviewLevels, reviewOutcomes } from '#app/domain/review.ts';
import { achievements, imports } from './achievements.ts';
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

/** A decision on all rows of an import, and how far the job is that carries it out. */
export const importReviews = pgTable(
  'import_reviews',
  {
    id: id(),
    importId: ref('import_id', () => imports.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    event: text('event', { enum: importReviewEvents }).notNull(),
    state: state(statesOf(importReviewMachine)),
    checks: text('checks').array().notNull(),
    note: text('note'),
    deciderId: ref('decider_id', () => users.id).notNull(),
    /** The records that were before him, in order: none that came since is decided on. */
    recordIds: uuid('record_ids').array().notNull(),
    /** These, and the rows that write over a public record. */
    rows: integer('rows').notNull(),
    /** Rows that the job has dealt with, and those of them that moved: what somebody touched meanwhile stays. */
    doneRows: integer('done_rows').notNull().default(0),
    movedRows: integer('moved_rows').notNull().default(0),
    /** Those that a rule caught which came after the file was checked: not moved, each is read by itself. */
    heldRows: integer('held_rows').notNull().default(0),
    /** He brought the file himself, as the unit's statement allows where it has nobody else. */
    isSolo: boolean('is_solo').notNull().default(false),
    finishedAt: at('finished_at'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('import_reviews_state', t.state, statesOf(importReviewMachine)),
    oneOf('import_reviews_event', t.event, importReviewEvents),
    index('import_reviews_import').on(t.importId, t.createdAt),
    uniqueIndex('import_reviews_running')
      .on(t.importId)
      .where(sql`state = 'running'`),
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
    /** A number that the unit states to have from elsewhere and asks to be confirmed in place of a new one. */
    statedRegNo: text('stated_reg_no'),
    registeredOn: on('registered_on'),
    registeredBy: text('registered_by'),
    note: text('note'),
    /** The day of the present application, if the unit declared with it that papers missing here go to the authority in another way. */
    bringsPapersOn: on('brings_papers_on'),
    askedBy: ref('asked_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('registrations_state', t.state, statesOf(registrationMachine)),
    uniqueIndex('registrations_once').on(t.achievementId),
    index('registrations_work').on(t.state, t.level, t.waitingSince),
  ],
);
