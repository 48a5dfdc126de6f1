import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { SavedQuery } from '#app/domain/saved-search.ts';
import { searchKinds } from '#app/domain/search-kind.ts';
import { at, createdAt, id, oneOf, ref } from './columns.ts';
import { users } from './people.ts';

/** A search that a person keeps: told of each newly published record that it would find. */
export const savedSearches = pgTable(
  'saved_searches',
  {
    id: id(),
    userId: ref('user_id', () => users.id).notNull(),
    kind: text('kind', { enum: searchKinds }).notNull(),
    name: text('name').notNull(),
    /** The address of the list without its page, which makes the same search the same row. */
    path: text('path').notNull(),
    query: jsonb('query').$type<SavedQuery>().notNull(),
    /** The rarest term or filter: a published record asks only for the searches that hang on what it holds. */
    anchor: text('anchor').notNull(),
    pausedAt: at('paused_at'),
    foundCount: integer('found_count').notNull().default(0),
    lastFoundAt: at('last_found_at'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('saved_searches_kind', t.kind, searchKinds),
    uniqueIndex('saved_searches_once').on(t.userId, t.path),
    index('saved_searches_anchor').on(t.kind, t.anchor),
  ],
);

/** What a saved search has told of already: a record is news once, whatever its later versions say. */
export const savedSearchHits = pgTable(
  'saved_search_hits',
  {
    searchId: uuid('search_id')
      .notNull()
      .references(() => savedSearches.id, { onDelete: 'cascade' }),
    rowId: uuid('row_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.searchId, t.rowId] })],
);

/** A demand or achievement that a person follows: told of new versions and of its end. */
export const follows = pgTable(
  'follows',
  {
    id: id(),
    userId: ref('user_id', () => users.id).notNull(),
    kind: text('kind', { enum: searchKinds }).notNull(),
    rowId: uuid('row_id').notNull(),
    /** State and version that he was last told of. */
    seen: text('seen').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('follows_kind', t.kind, searchKinds),
    uniqueIndex('follows_once').on(t.userId, t.kind, t.rowId),
    index('follows_row').on(t.kind, t.rowId),
  ],
);
