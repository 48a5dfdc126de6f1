import type { Database } from '#db/client.server.ts';
import type { SearchEngine } from '#search/engine.ts';
import { FailoverEngine } from '#search/failover.server.ts';
import { openSearch } from '#search/index.server.ts';

export interface Evaluated {
  readonly search: SearchEngine;
  /** Removes what the engine holds outside the database. */
  drop(): Promise<void>;
}

/** An engine under its production code; Meilisearch is the server of MEILI_URL, under index names of this run. */
export async function openEvaluated(name: string, db: Database): Promise<Evaluated> {
  if (name === 'postgres') return { search: openSearch({ db }), drop: async () => {} };
  const url = process.env.MEILI_URL;
  if (!url) throw new Error('set MEILI_URL, and MEILI_KEY where the server asks for one');
  const prefix = `eval_${process.pid}_${Date.now()}_`;
  const server = { url, prefix, ...(process.env.MEILI_KEY ? { key: process.env.MEILI_KEY } : {}) };
  // Nothing but Meilisearch may answer here, however slow it is.
  const wrong = (engine: string, error?: unknown) => {
    if (engine === 'meilisearch') return;
    throw new Error(`answered by ${engine}`, { cause: error });
  };
  const engine = openSearch({ db, meilisearch: { server, questionMs: 60_000, onAnswer: wrong } });
  if (!(engine instanceof FailoverEngine)) throw new Error('not Meilisearch');
  const caughtUp = async () => {
    engine.catchUp();
    await engine.feed.idle();
    if (engine.feed.failing) throw new Error(`Meilisearch does not follow: ${engine.feed.failing.reason}`);
  };
  return {
    search: {
      name: 'meilisearch',
      search: (request) => engine.search(request),
      match: (request) => engine.match(request),
      suggest: (request) => engine.suggest(request),
      put: (documents) => engine.put(documents).then(caughtUp),
      remove: (kind, ids) => engine.remove(kind, ids).then(caughtUp),
      rebuild: (kind) => engine.rebuild(kind),
      healthy: () => engine.healthy(),
    },
    drop: async () => {
      await engine.close();
      await engine.dropIndexes();
    },
  };
}
