import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { searchKinds } from '#app/domain/search-kind.ts';
import { openDatabase } from '#db/client.server.ts';
import { startEmbedded } from '#db/embedded.ts';
import { migrate } from '#db/migrate.ts';
import { projectRoot } from '#db/project-root.ts';
import { searchChanges } from '#db/schema/index.ts';
import { drainSearch } from './changes.server.ts';
import { openSearch } from './index.server.ts';
import { reasonOf } from './meilisearch/client.server.ts';

// npm run search:reindex: every row is noted as changed and the feed is drained, so that a run beside a living site
// does no harm and an interrupted one is finished by whoever drains next. Then the postings are written anew, in steps
// that stay written: what a kill leaves unfinished goes on with the next run, or with the next start of the site.

const embedded = process.env.DATABASE_URL
  ? null
  : await startEmbedded({ dataDir: join(process.env.DATA_DIR ?? join(projectRoot, '.data'), 'postgres') });
const url = process.env.DATABASE_URL ?? embedded?.url ?? '';
await migrate(url);
const { db, close } = openDatabase(url, { applicationName: 'chengguo-reindex' });
const { MEILI_URL: meiliUrl, MEILI_KEY: key } = process.env;
const note = (details: object, message: string) => console.error(message, details);
const log = { info: note, error: note };
const meilisearch = meiliUrl ? { server: { url: meiliUrl, key }, log } : undefined;
const search = openSearch({ db, meilisearch, onError: (error) => console.error(error) });

const waiting = async (): Promise<number> => db.$count(searchChanges);

try {
  await db.execute(sql`
    insert into search_changes (kind, row_id)
    select 'achievement', id from achievements
    union all select 'demand', id from demands
    union all select kind, id from search_documents d
      where not exists (select from achievements a where a.id = d.id) and not exists (select from demands n where n.id = d.id)`);
  const all = await waiting();
  console.log(`${all} rows to look at`);
  const report = setInterval(() => {
    waiting().then(
      (left) => console.log(`${all - left} of ${all}`),
      () => {},
    );
  }, 2_000);
  const drained = await drainSearch({ db, search, log }).finally(() => clearInterval(report));
  console.log(`${drained.put} documents put, ${drained.removed} rows that are not public, ${drained.failed} failed`);
  for (const kind of searchKinds) {
    let told = Date.now();
    const progress = (done: number, of: number) => {
      if (Date.now() - told < 2_000) return;
      told = Date.now();
      console.log(`${kind}: index, step ${done} of ${of}`);
    };
    try {
      await search.rebuild(kind, progress);
      console.log(`${kind}: index written${meilisearch ? ', in Meilisearch too' : ''}`);
    } catch (error) {
      console.error(`${kind}: not finished, the site or the next run goes on with it:`, reasonOf(error));
      process.exitCode = 1;
    }
  }
  if (drained.failed > 0) process.exitCode = 1;
} finally {
  await search.close?.();
  await close();
  await embedded?.stop();
}
