import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { achievementMachine } from '#app/domain/achievement.ts';
import type { AchievementData } from '#app/domain/achievement-data.ts';
import { importMachine, importRowStates } from '#app/domain/import.ts';
import { statesOf } from '#app/domain/machine.ts';
import { at, createdAt, id, on, oneOf, ppm, ref, state } from './columns.ts';
import { files } from './files.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** Head row of an achievement (科技成果): what lists and rules ask for; its content stands in versions. */
export const achievements = pgTable(
  'achievements',
  {
    id: id(),
    no: text('no').notNull().unique(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    name: text('name').notNull(),
    /** Normalised name: one unit registers one achievement once. */
    nameKey: text('name_key').notNull(),
    regNo: text('reg_no').unique(),
    versionN: integer('version_n').notNull(),
    state: state(statesOf(achievementMachine)),
    isListed: boolean('is_listed').notNull().default(false),
    isSample: boolean('is_sample').notNull().default(false),
    reviewNote: text('review_note'),
    importId: ref('import_id', () => imports.id),
    publishedAt: at('published_at'),
    confirmedOn: on('confirmed_on'),
    createdBy: ref('created_by', () => users.id).notNull(),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    oneOf('achievements_state', t.state, statesOf(achievementMachine)),
    uniqueIndex('achievements_once').on(t.orgId, t.nameKey),
    index('achievements_org_state').on(t.orgId, t.state),
    index('achievements_published').on(t.state, t.publishedAt),
  ],
);

/** What an achievement said at a time. Immutable: listings, matches, publicity and contracts point here. */
export const achievementVersions = pgTable(
  'achievement_versions',
  {
    id: id(),
    achievementId: ref('achievement_id', () => achievements.id).notNull(),
    n: integer('n').notNull(),
    data: jsonb('data').$type<AchievementData>().notNull(),
    sha256: text('sha256').notNull(),
    authorId: ref('author_id', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('achievement_versions_n').on(t.achievementId, t.n)],
);

/** 完成人, apart from the versions so that a person can be erased. Shares of the team sum to the whole. */
export const achievementPeople = pgTable(
  'achievement_people',
  {
    id: id(),
    achievementId: ref('achievement_id', () => achievements.id).notNull(),
    position: integer('position').notNull(),
    name: text('name').notNull(),
    title: text('title').notNull().default(''),
    sharePpm: ppm('share_ppm').notNull(),
    userId: ref('user_id', () => users.id),
    isPublic: boolean('is_public').notNull().default(false),
  },
  (t) => [uniqueIndex('achievement_people_position').on(t.achievementId, t.position)],
);

/** One uploaded file of achievements on its way into the library. */
export const imports = pgTable(
  'imports',
  {
    id: id(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    fileId: ref('file_id', () => files.id).notNull(),
    state: state(statesOf(importMachine)),
    totalRows: integer('total_rows').notNull().default(0),
    validRows: integer('valid_rows').notNull().default(0),
    invalidRows: integer('invalid_rows').notNull().default(0),
    duplicateRows: integer('duplicate_rows').notNull().default(0),
    doneRows: integer('done_rows').notNull().default(0),
    /** Why the file could not be read at all, as an error code. */
    failure: text('failure'),
    /** What it is about: the columns that are missing, the row that cannot be read. Never text of a row. */
    failureDetail: text('failure_detail'),
    startedAt: at('started_at'),
    finishedAt: at('finished_at'),
    createdBy: ref('created_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [oneOf('imports_state', t.state, statesOf(importMachine)), index('imports_org').on(t.orgId, t.createdAt)],
);

export const importRows = pgTable(
  'import_rows',
  {
    id: id(),
    importId: ref('import_id', () => imports.id).notNull(),
    rowNo: integer('row_no').notNull(),
    state: state(importRowStates),
    /** The parsed row, ready to store; empty for a row stopped by the secrecy gate, of whose text nothing is kept. */
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    errors: jsonb('errors').$type<{ column: string; says: string }[]>().notNull(),
    achievementId: ref('achievement_id', () => achievements.id),
  },
  (t) => [
    uniqueIndex('import_rows_no').on(t.importId, t.rowNo),
    index('import_rows_state').on(t.importId, t.state, t.rowNo),
    oneOf('import_rows_state_word', t.state, importRowStates),
  ],
);
