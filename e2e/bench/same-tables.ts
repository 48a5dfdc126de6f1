import type postgres from 'postgres';

/** Where an imported row ends up. */
const tables = [
  'achievements',
  'achievement_versions',
  'achievement_people',
  'search_changes',
  'match_changes',
  'import_rows',
];

/**
 * Milliseconds that the database alone takes to write just what an import has written, into tables with the same columns,
 * indexes, checks and foreign keys: no import can take less on one connection, whatever it reads and checks.
 */
export async function fillSameTables(client: postgres.Sql): Promise<number> {
  await client.unsafe('create schema floor');
  for (const table of tables) {
    await client.unsafe(`create table floor.${table} (like public.${table} including all)`);
    const keys = await client.unsafe<{ says: string }[]>(
      `select pg_get_constraintdef(oid) as says from pg_constraint where contype = 'f' and conrelid = 'public.${table}'::regclass`,
    );
    for (const { says } of keys) await client.unsafe(`alter table floor.${table} add ${says}`);
  }
  const from = performance.now();
  for (const table of tables) await client.unsafe(`insert into floor.${table} select * from public.${table}`);
  const took = performance.now() - from;
  await client.unsafe('drop schema floor cascade');
  return took;
}
