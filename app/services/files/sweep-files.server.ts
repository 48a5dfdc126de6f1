import { and, lt, not, type SQL, sql } from 'drizzle-orm';
import { files, uploads } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { forgetBytes } from './forget-bytes.server.ts';

const dayMs = 86_400_000;

/**
 * Takes away what a refused or broken upload left behind a day ago: rows of files that nothing refers to, and bytes that no
 * row names. Ages are the disk's, so the real clock decides, not the platform's.
 */
export async function sweepFiles(ctx: Context, realNow = new Date()): Promise<{ rows: number; bytes: number }> {
  const before = new Date(realNow.getTime() - dayMs);
  const rows = await removeUnattached(ctx, before);
  let bytes = 0;
  for await (const sha256 of ctx.files.storedBefore(before)) {
    if (await forgetBytes(ctx, sha256)) bytes += 1;
  }
  // The allowance looks back one day; a day more keeps the sums right while the demo's clock is moved.
  await ctx.db.delete(uploads).where(lt(uploads.at, new Date(ctx.now().getTime() - 2 * dayMs)));
  return { rows, bytes };
}

async function removeUnattached(ctx: Context, before: Date): Promise<number> {
  const unattached = and(lt(files.createdAt, before), ...(await references(ctx)).map((one) => not(one)));
  const removed = await ctx.db.delete(files).where(unattached).returning({ id: files.id });
  return removed.length;
}

/** Every column that refers to a file, asked of the database itself: a table added later is never forgotten. */
async function references(ctx: Context): Promise<SQL[]> {
  const columns = await ctx.db.execute<{ table: string; column: string }>(sql`
    select t.relname as "table", a.attname as "column"
      from pg_constraint c join pg_class t on t.oid = c.conrelid
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.confrelid = 'files'::regclass`);
  return [...columns].map(
    ({ table, column }) =>
      sql`exists (select 1 from ${sql.identifier(table)} r where r.${sql.identifier(column)} = ${files.id})`,
  );
}
