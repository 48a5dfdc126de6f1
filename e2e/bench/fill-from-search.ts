import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import postgres from 'postgres';
import { startEmbedded } from '#db/embedded.ts';
import { migrate } from '#db/migrate.ts';

const tables = [
  'search_indexes',
  'search_documents',
  'search_words',
  'search_removals',
  'search_postings',
  'search_pairs',
];
const ofAchievements = "where kind = 'achievement'";

/**
 * Gives a site that is down the documents of an index that bench:search has filled, and for each a published record of the
 * library with the number it names, of one of the demo's units and with the content of one of its records under another
 * name: for measuring pages at a size that nobody types in. The demo's own records are searched too once the site is up.
 *
 * @returns how many records the library has then
 */
export async function fillFromSearch(dataDir: string, searchData: string): Promise<number> {
  const [from, to] = [await opened(searchData), await opened(join(dataDir, 'postgres'))];
  try {
    for (const table of tables) {
      await to.sql.unsafe(`delete from ${table} ${ofAchievements}`);
      const [{ columns }] = (await from.sql.unsafe(
        `select string_agg(attname, ', ') as columns from pg_attribute
         where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped`,
      )) as unknown as [{ columns: string }];
      await copyInto(to.sql, from.url, table, columns);
    }
    return await recordsFor(to.sql);
  } finally {
    await from.close();
    await to.close();
  }
}

/** By a connection of its own: one that has sent much stays paused after the last of it. */
async function copyInto(to: postgres.Sql, fromUrl: string, table: string, columns: string): Promise<void> {
  const sender = connect(fromUrl);
  try {
    await pipeline(
      await sender.unsafe(`copy (select ${columns} from ${table} ${ofAchievements}) to stdout`).readable(),
      await to.unsafe(`copy ${table} (${columns}) from stdin`).writable(),
    );
  } finally {
    await sender.end({ timeout: 0 });
  }
}

const connect = (url: string): postgres.Sql =>
  postgres(url, { max: 1, onnotice: () => {}, connection: { statement_timeout: 0 } });

async function opened(dataDir: string) {
  const embedded = await startEmbedded({ dataDir });
  await migrate(embedded.url);
  const sql = connect(embedded.url);
  return { sql, url: embedded.url, close: () => sql.end().then(() => embedded.stop()) };
}

async function recordsFor(sql: postgres.Sql): Promise<number> {
  await sql`
    create temporary table models as
    select row_number() over () - 1 as at, count(*) over () as count, a.org_id, a.created_by, v.data
    from achievements a join achievement_versions v on v.achievement_id = a.id and v.n = a.version_n
    where a.state = 'published'`;
  await sql`insert into search_changes (kind, row_id) select 'achievement', id from achievements`;
  await sql`
    insert into achievements (id, no, org_id, name, name_key, version_n, state, published_at, confirmed_on, created_by)
    select d.id, d.document ->> 'no', m.org_id, d.document ->> 'title', (d.document ->> 'title') || d.num, 1, 'published',
      (d.document ->> 'publishedOn')::date, (d.document ->> 'confirmedOn')::date, m.created_by
    from search_documents d join models m on m.at = d.num % m.count
    where d.kind = 'achievement' on conflict do nothing`;
  await sql`
    insert into achievement_versions (id, achievement_id, n, data, sha256, author_id)
    select a.id, a.id, 1, m.data || jsonb_build_object('name', a.name, 'abstract', left(m.data ->> 'abstract', 300)),
      'bench', a.created_by
    from search_documents d join models m on m.at = d.num % m.count join achievements a on a.id = d.id
    where d.kind = 'achievement'`;
  await sql`vacuum analyze`;
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from achievements`;
  return row!.n;
}
