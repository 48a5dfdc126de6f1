import { sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  boolean,
  customType,
  date,
  doublePrecision,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { at, createdAt, id } from './columns.ts';

// The embedded search engine's own tables. Nothing else reads or writes them, and all can be made again from the rows.

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** One row an index: its pointer to the current postings, and the counters that its writers lock. */
export const searchIndexes = pgTable('search_indexes', {
  kind: text('kind').primaryKey(),
  /** Generation of postings that searches read; a rebuild writes the next one and flips this. */
  gen: integer('gen').notNull().default(0),
  /** Version of the cutter that the documents were cut with. */
  cutter: integer('cutter').notNull().default(0),
  /** Documents numbered up to here are in the postings; later ones are read from their rows. */
  builtNum: integer('built_num').notNull().default(0),
  /** Numbers start after this one; a rebuild that renumbers moves it. */
  baseNum: integer('base_num').notNull().default(0),
  lastNum: integer('last_num').notNull().default(0),
  /** Counts every change of a document: what a process has seen up to, it need not read again. */
  seq: bigint('seq', { mode: 'number' }).notNull().default(0),
  /** Removals up to here are forgotten: who has seen less reads everything again. */
  floorSeq: bigint('floor_seq', { mode: 'number' }).notNull().default(0),
  docs: integer('docs').notNull().default(0),
  /** Sum of the documents' lengths in terms. */
  totalLen: bigint('total_len', { mode: 'number' }).notNull().default(0),
});

/** What a card shows, what filters and sorts ask for, and the terms, so that a rebuild need not cut again. */
export const searchDocuments = pgTable(
  'search_documents',
  {
    kind: text('kind').notNull(),
    id: uuid('id').notNull(),
    /** Number of the document in the postings. A changed document gets a new one. */
    num: integer('num').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    orgId: uuid('org_id').notNull(),
    fields: text('fields').array().notNull(),
    chains: text('chains').array().notNull(),
    modes: text('modes').array().notNull(),
    regionCode: text('region_code').notNull(),
    trl: smallint('trl'),
    payLater: boolean('pay_later').notNull(),
    isListed: boolean('is_listed').notNull().default(false),
    isProvincial: boolean('is_provincial').notNull().default(false),
    /** Kinds of the rights it rests on, and the band that its price lies in. */
    rights: text('rights')
      .array()
      .notNull()
      .default(sql`'{}'`),
    prices: text('prices')
      .array()
      .notNull()
      .default(sql`'{}'`),
    priceFen: bigint('price_fen', { mode: 'bigint' }),
    confirmedOn: date('confirmed_on', { mode: 'string' }),
    publishedOn: date('published_on', { mode: 'string' }).notNull(),
    /** SHA-256 of the document and the cutter's version: the same content twice is no change. */
    hash: text('hash').notNull(),
    /** Version of the cutter that made the terms. */
    cutter: integer('cutter').notNull().default(0),
    len: integer('len').notNull(),
    terms: text('terms').notNull(),
    tfs: bytes('tfs').notNull(),
    /** What the document has added to `search_words`, a line each, so that exactly that is taken back. */
    words: text('words').notNull().default(''),
    /** The title as people begin to type it. */
    titleKey: text('title_key').notNull().default(''),
    /** The number that a running rebuild gives it, where it numbers anew. */
    nextNum: integer('next_num'),
    /** The pairs of characters of its text for the second stage, see `pair-list.ts`; empty where an older cutter cut it. */
    pairs: text('pairs').notNull().default(''),
    /** What a match compares beside the text; null where an older cutter cut it: the document says it too. */
    facts: json('facts').$type<Record<string, unknown>>(),
    /** Text of a JSON object, read far more often than anything in it is asked for. */
    document: json('document').$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.id] }),
    uniqueIndex('search_documents_num').on(t.kind, t.num),
    index('search_documents_seq').on(t.kind, t.seq),
    // Byte order: a prefix is a range.
    index('search_documents_title').using('btree', t.kind, sql`${t.titleKey} collate "C"`),
  ],
);

/** Key words, names, words of titles and texts, with how many documents hold them: what is proposed to those who type. */
export const searchWords = pgTable(
  'search_words',
  {
    kind: text('kind').notNull(),
    /** As the cutter writes it: lower case, simplified. */
    word: text('word').notNull(),
    /** As somebody wrote it. */
    label: text('label').notNull().default(''),
    /** Documents with it as a key word, as their organisation, in their title, among the telling words of their text. */
    keywords: integer('keywords').notNull(),
    orgs: integer('orgs').notNull(),
    titles: integer('titles').notNull(),
    texts: integer('texts').notNull().default(0),
    /** Syllables without tones, joined by spaces, and their first letters; both empty for a word without Chinese. */
    pinyin: text('pinyin').notNull(),
    initials: text('initials').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.word] }),
    index('search_words_word').using('btree', t.kind, sql`${t.word} collate "C"`),
    index('search_words_reverse').using('btree', t.kind, sql`reverse(${t.word}) collate "C"`),
    index('search_words_pinyin').using('btree', t.kind, sql`replace(${t.pinyin}, ' ', '') collate "C"`),
    index('search_words_initials').using('btree', t.kind, sql`${t.initials} collate "C"`),
  ],
);

/** A rebuild that runs or was broken off: each step is committed, so that the next start goes on from here. */
export const searchRebuilds = pgTable('search_rebuilds', {
  kind: text('kind').primaryKey(),
  gen: integer('gen').notNull(),
  cutter: integer('cutter').notNull(),
  /** What the new postings cover: documents numbered up to here, changes up to `seq`. */
  lastNum: integer('last_num').notNull(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  docs: integer('docs').notNull(),
  averageLen: doublePrecision('average_len').notNull(),
  /** The base of the new numbers, null where the old ones stay. */
  nextBase: integer('next_base'),
  passes: integer('passes').notNull(),
  /** Passes over the documents that are written. */
  donePasses: integer('done_passes').notNull().default(0),
  startedAt: at('started_at').notNull().defaultNow(),
});

/** Numbers of removed or replaced documents that are still in the postings. */
export const searchRemovals = pgTable(
  'search_removals',
  {
    kind: text('kind').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    num: integer('num').notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.seq, t.num] })],
);

/** The inverted index: for each term the documents' numbers and their impacts, best first, in segments. */
export const searchPostings = pgTable(
  'search_postings',
  {
    kind: text('kind').notNull(),
    gen: integer('gen').notNull(),
    term: text('term').notNull(),
    segment: smallint('segment').notNull(),
    /** Documents with the term, over all segments. */
    df: integer('df').notNull(),
    /** Numbers counted from the base with their impacts (saturated term frequency by BM25), see `postings.ts`. */
    list: text('list').notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.gen, t.term, t.segment] })],
);

/** How many documents hold which pair of characters, hashed into a table of one byte each on a logarithmic scale. */
export const searchPairs = pgTable(
  'search_pairs',
  {
    kind: text('kind').notNull(),
    gen: integer('gen').notNull(),
    counts: bytes('counts').notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.gen] })],
);

/** Changes that one engine could not take yet. */
export const searchBacklog = pgTable(
  'search_backlog',
  {
    id: bigserial('id', { mode: 'bigint' }).primaryKey(),
    engine: text('engine').notNull(),
    kind: text('kind').notNull(),
    rowId: uuid('row_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('search_backlog_engine').on(t.engine, t.id), index('search_backlog_row').on(t.engine, t.kind, t.rowId)],
);

// The two tables below are not the engine's: the platform's administrators write them, every engine reads them.

/** Words of one meaning: any of a group finds the others. */
export const synonymGroups = pgTable('synonym_groups', {
  id: id(),
  words: text('words').array().notNull(),
  createdAt: createdAt(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});

/** One row that counts the changes of the synonym groups: engines read the groups again when it moves. */
export const synonymVersion = pgTable('synonym_version', {
  id: smallint('id').primaryKey().default(1),
  version: integer('version').notNull(),
});

/** Which version of an index a second search server answers from, and the one being built with how far it has come. */
export const searchRemotes = pgTable(
  'search_remotes',
  {
    engine: text('engine').notNull(),
    kind: text('kind').notNull(),
    /** Version that searches read, and a hash of the settings it was built with. */
    live: integer('live'),
    liveSettings: text('live_settings'),
    building: integer('building'),
    buildingSettings: text('building_settings'),
    /** Documents up to this id have arrived in the version being built. */
    builtTo: uuid('built_to'),
  },
  (t) => [primaryKey({ columns: [t.engine, t.kind] })],
);
