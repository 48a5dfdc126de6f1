import { type SQL, sql } from 'drizzle-orm';
import { type AnyPgColumn, boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { achievementMachine } from '#app/domain/achievement.ts';
import type { AchievementData } from '#app/domain/achievement-data.ts';
import { attachmentKinds, attachmentReadings } from '#app/domain/attachment.ts';
import type { ImportNotes, ImportTeam } from '#app/domain/import-notes.ts';
import { duplicateChoices, duplicateKinds, importMachine, importRowStates } from '#app/domain/import.ts';
import type { CellFault } from '#app/domain/import-cells.ts';
import { statesOf } from '#app/domain/machine.ts';
import { at, createdAt, fen, id, on, oneOf, ppm, ref, state } from './columns.ts';
import { files } from './files.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/**
 * What a version says of itself that brings it near a secret: dual use or export control (保守国家秘密法 art. 35). The one spelling in
 * SQL; queries of versions in these very words are answered by `achievement_versions_near_secret`.
 */
export const isNearSecret = (data: AnyPgColumn | SQL): SQL<boolean> =>
  sql`(${data} @> '{"isDualUse": true}' or ${data} ->> 'exportControl' is not null)`;

/** `isVague` of the domain (缺少可比指标) as a condition on a version's data. */
export const isVagueData = (data: AnyPgColumn | SQL): SQL<boolean> =>
  sql`(not jsonb_path_exists(${data}, '$.advantages[*] ? (@.ours like_regex "[0-9]" && @.baseline != "")'))`;

/** A price of a version by which nothing is paid before it pays off (先用后付). The one spelling in SQL, as above. */
export const isPayLater = (data: AnyPgColumn | SQL): SQL<boolean> => sql`(${data} -> 'price' ->> 'kind' = 'pay_later')`;

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
    /** Why a secrecy reviewer must look at it by hand; set by the screen at every save. */
    reviewFlags: text('review_flags')
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    importId: ref('import_id', () => imports.id),
    /** Taken back with the whole import before anybody touched it; withdrawn for good. */
    undoneAt: at('undone_at'),
    /** 底价: the owner's alone, so it stands in no version. */
    priceFloorFen: fen('price_floor_fen'),
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
    index('achievements_import').on(t.importId),
    index('achievements_published').on(t.state, t.publishedAt),
    index('achievements_listed')
      .on(t.publishedAt)
      .where(sql`is_listed`),
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
  (t) => [
    uniqueIndex('achievement_versions_n').on(t.achievementId, t.n),
    // The few that are reviewed by themselves are found without reading the many.
    index('achievement_versions_near_secret').on(t.achievementId, t.n).where(isNearSecret(t.data)),
    index('achievement_versions_pay_later').on(t.achievementId, t.n).where(isPayLater(t.data)),
  ],
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
    unit: text('unit').notNull().default(''),
    /** For the own unit only. */
    contact: text('contact'),
    userId: ref('user_id', () => users.id),
    isPublic: boolean('is_public').notNull().default(false),
  },
  (t) => [
    uniqueIndex('achievement_people_position').on(t.achievementId, t.position),
    index('achievement_people_public')
      .on(t.name)
      .where(sql`is_public`),
  ],
);

/** Papers of a record (附件). Taken away, a row stays: what was shown to others is known afterwards. */
export const achievementAttachments = pgTable(
  'achievement_attachments',
  {
    id: id(),
    achievementId: ref('achievement_id', () => achievements.id).notNull(),
    fileId: ref('file_id', () => files.id).notNull(),
    kind: text('kind', { enum: attachmentKinds }).notNull(),
    title: text('title').notNull(),
    /** How much of it the screen has read: what it has not, the secrecy reviewer opens. */
    reading: text('reading', { enum: attachmentReadings }).notNull().default('part'),
    /** Rules that only point something out and found it in what was read: the secrecy reviewer looks there. */
    flags: text('flags')
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    addedBy: ref('added_by', () => users.id).notNull(),
    /** The secrecy review has seen it: with the record, or by itself where the record was public already. */
    clearedAt: at('cleared_at'),
    removedAt: at('removed_at'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('achievement_attachments_kind', t.kind, attachmentKinds),
    oneOf('achievement_attachments_reading', t.reading, attachmentReadings),
    index('achievement_attachments_achievement').on(t.achievementId, t.createdAt),
    index('achievement_attachments_file').on(t.fileId),
  ],
);

/** One uploaded file of achievements on its way into the library. */
export const imports = pgTable(
  'imports',
  {
    id: id(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    fileId: ref('file_id', () => files.id).notNull(),
    state: state(statesOf(importMachine)),
    /** How often a check was begun: the last one alone writes rows and says what it found. */
    checks: integer('checks').notNull().default(0),
    /** How far that check is: rows it has written, and how much of the file it has read, in ppm. */
    checkedRows: integer('checked_rows').notNull().default(0),
    checkedPpm: integer('checked_ppm').notNull().default(0),
    /** Since when the job of the present state runs, or waits to run. */
    phaseAt: at('phase_at'),
    totalRows: integer('total_rows').notNull().default(0),
    validRows: integer('valid_rows').notNull().default(0),
    invalidRows: integer('invalid_rows').notNull().default(0),
    duplicateRows: integer('duplicate_rows').notNull().default(0),
    doneRows: integer('done_rows').notNull().default(0),
    /** What was stored anew, written over, left out, taken back: the sums of the report. */
    importedRows: integer('imported_rows').notNull().default(0),
    updatedRows: integer('updated_rows').notNull().default(0),
    skippedRows: integer('skipped_rows').notNull().default(0),
    undoneRows: integer('undone_rows').notNull().default(0),
    /** What stays while the import is taken back, as far as it is looked through. */
    keptRows: integer('kept_rows').notNull().default(0),
    /** What is done with rows that repeat something, where the row itself does not say. */
    onDuplicate: state(duplicateChoices, 'on_duplicate').default('skip'),
    /** Heads of the file that are not ours, and which of our columns each holds, where somebody said so. */
    heads: jsonb('heads').$type<string[]>(),
    mapping: jsonb('mapping').$type<Record<string, string>>(),
    /** What the first rows have under each head, as long as somebody may still say what the columns are. */
    samples: jsonb('samples').$type<string[][]>(),
    /** The saved mapping that was taken, by its name. */
    mappingName: text('mapping_name'),
    /** Who said so, here or when he saved the mapping that was taken: he does not review the file. */
    mappedBy: ref('mapped_by', () => users.id),
    /** By which rules its rows were screened when it was checked, as `rulesMark` names them. */
    screenedBy: text('screened_by'),
    /** What the officer should know beside the rows: columns that are not read, warnings counted. */
    notes: jsonb('notes').$type<ImportNotes>().notNull().default({}),
    /** Why the file could not be read at all, as an error code. */
    failure: text('failure'),
    /** What it is about: the columns that are missing, the row that cannot be read. Never text of a row. */
    failureDetail: text('failure_detail'),
    /** Whose click lets the whole file go public, as the officer named him; null: its rows go through the unit's review. */
    reviewedBy: ref('reviewed_by', () => users.id),
    confirmedBy: ref('confirmed_by', () => users.id),
    startedAt: at('started_at'),
    finishedAt: at('finished_at'),
    createdBy: ref('created_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('imports_state', t.state, statesOf(importMachine)),
    oneOf('imports_on_duplicate', t.onDuplicate, duplicateChoices),
    index('imports_org').on(t.orgId, t.createdAt),
  ],
);

export const importRows = pgTable(
  'import_rows',
  {
    id: id(),
    importId: ref('import_id', () => imports.id).notNull(),
    rowNo: integer('row_no').notNull(),
    state: state(importRowStates),
    /** What the row calls itself; empty for a row stopped by the secrecy gate, of whose text nothing is kept. */
    name: text('name').notNull().default(''),
    nameKey: text('name_key').notNull().default(''),
    regNo: text('reg_no'),
    /** The version as it will be stored, and its hash; forgotten once it is. */
    data: jsonb('data').$type<AchievementData>(),
    sha256: text('sha256').notNull().default(''),
    /** What stands apart from the version: people, the floor, which cells were filled. Forgotten with it. */
    team: jsonb('team').$type<ImportTeam>(),
    errors: jsonb('errors').$type<{ column: string; code?: CellFault; says: string }[]>().notNull(),
    duplicate: text('duplicate', { enum: duplicateKinds }),
    choice: text('choice', { enum: duplicateChoices }),
    achievementId: ref('achievement_id', () => achievements.id),
    /** The version that the row wrote over an achievement. */
    versionN: integer('version_n'),
  },
  (t) => [
    uniqueIndex('import_rows_no').on(t.importId, t.rowNo),
    index('import_rows_state').on(t.importId, t.state, t.rowNo),
    oneOf('import_rows_state_word', t.state, importRowStates),
    oneOf('import_rows_duplicate', t.duplicate, duplicateKinds),
    oneOf('import_rows_choice', t.choice, duplicateChoices),
  ],
);

/** How a unit's own system names our columns: files with the same heads are read without asking. */
export const importMappings = pgTable(
  'import_mappings',
  {
    id: id(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    name: text('name').notNull(),
    /** The heads of the file, normalised, in order. */
    headsKey: text('heads_key').notNull(),
    mapping: jsonb('mapping').$type<Record<string, string>>().notNull(),
    createdBy: ref('created_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('import_mappings_once').on(t.orgId, t.headsKey)],
);
