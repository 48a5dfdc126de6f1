import type postgres from 'postgres';
import type { Database } from '#db/client.server.ts';
import type { SearchEngine } from './engine.ts';
import { FailoverEngine, type FailoverOptions } from './failover.server.ts';
import { PostgresEngine, type PostgresEngineOptions } from './postgres/postgres-engine.server.ts';
import { domainWords } from './domain-words.ts';
import { synonymStore } from './synonyms.server.ts';

export interface SearchOptions extends PostgresEngineOptions {
  /** The pool that the platform opened: the embedded engine keeps its index in the same database. */
  readonly db: Database;
  /** A Meilisearch server, which then answers; the embedded engine stands by. */
  readonly meilisearch?: Omit<FailoverOptions, 'vocabulary'> | undefined;
}

/** The one door to search: picks the engine. */
export function openSearch({ db, meilisearch, ...options }: SearchOptions): SearchEngine {
  const sql = (db as Database & { readonly $client: postgres.Sql }).$client;
  const synonyms = synonymStore(db);
  const embedded = new PostgresEngine(sql, synonyms, options);
  if (!meilisearch) return embedded;
  const vocabulary = async () => ({ synonyms: (await synonyms.current()).groups, words: domainWords });
  return new FailoverEngine(sql, embedded, { ...meilisearch, vocabulary });
}
