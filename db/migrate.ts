import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import postgres from 'postgres';
import { defaultMigrationsFolder, journalFaults } from './migration-journal.ts';

/** The first GIN indexes need these operator classes; both extensions may be made by a database's owner. */
const extensions = ['pg_trgm', 'btree_gin'];

export interface MigrateOptions {
  migrationsFolder?: string;
}

/** Brings the database up to date; several processes may call it at once, and one of them works. */
export async function migrate(
  url: string,
  { migrationsFolder = defaultMigrationsFolder }: MigrateOptions = {},
): Promise<void> {
  const faults = journalFaults(migrationsFolder);
  if (faults.length) throw new Error(`${migrationsFolder}: ${faults.join('; ')}.`);

  // One connection that is never renewed holds the lock and runs everything.
  const sql = postgres(url, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connection: { application_name: 'chengguo migrate', TimeZone: 'Asia/Shanghai' },
    onnotice: () => {},
  });
  try {
    await sql`select pg_advisory_lock(hashtext('chengguo.migrate'))`;
    for (const extension of extensions) await sql.unsafe(`create extension if not exists ${extension}`);
    await runMigrations(drizzle(sql), { migrationsFolder });
    await refuseStrangers(sql, migrationsFolder);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** The migrator compares times only: it would pass over a migration that was edited or slipped in after the fact. */
async function refuseStrangers(sql: postgres.Sql, migrationsFolder: string): Promise<void> {
  const rows = await sql<{ hash: string }[]>`select hash from drizzle.__drizzle_migrations`;
  const applied = new Set(rows.map(({ hash }) => hash));
  const missing = readMigrationFiles({ migrationsFolder }).filter(({ hash }) => !applied.has(hash));
  if (missing.length)
    throw new Error(
      `${missing.length} migration(s) of ${migrationsFolder} differ from what this database was made with: ` +
        'a merged migration is never edited; add a new one.',
    );
}
