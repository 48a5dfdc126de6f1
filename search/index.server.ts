import type postgres from 'postgres';
import type { Database } from '#db/client.server.ts';
import type { SearchEngine } from './engine.ts';
import { PostgresEngine, type PostgresEngineOptions } from './postgres.server.ts';

export interface SearchOptions extends PostgresEngineOptions {
  /** The pool that the platform opened: the embedded engine keeps its index in the same database. */
  readonly db: Database;
}

/** The one door to search: picks the engine. */
export const openSearch = ({ db, ...options }: SearchOptions): SearchEngine =>
  new PostgresEngine((db as Database & { readonly $client: postgres.Sql }).$client, options);
