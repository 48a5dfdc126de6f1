import { hash } from 'node:crypto';
import { and, eq, lte, sql } from 'drizzle-orm';
import { anonymousRowsADay } from '#app/domain/api-key.ts';
import { addDays, dayOf, startOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { apiKeys, apiUsage } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** Somebody who reads the open data: a key, or an address that nobody can be followed by from day to day. */
export interface ApiReader {
  readonly id: string;
  readonly rowsADay: number;
}

/** The reader behind a request; null for a key that is not in force. */
export async function readerOf(ctx: Context, key: string | null): Promise<ApiReader | null> {
  if (key === null) {
    const address = hash('sha256', `${dayOf(ctx.now())} ${ctx.address ?? ''}`);
    return { id: `address:${address.slice(0, 32)}`, rowsADay: anonymousRowsADay };
  }
  const [row] = await ctx.db
    .select({ id: apiKeys.id, rowsADay: apiKeys.rowsADay })
    .from(apiKeys)
    .where(and(eq(apiKeys.keySha256, hash('sha256', key)), eq(apiKeys.state, 'approved')));
  return row?.rowsADay == null ? null : { id: `key:${row.id}`, rowsADay: row.rowsADay };
}

/**
 * Counts rows against the reader's day in one conditional statement and answers how many are left.
 *
 * @throws AppError rate_limited, with the seconds until the next day begins
 */
export async function chargeRows(ctx: Context, reader: ApiReader, rows: number): Promise<number> {
  const today = dayOf(ctx.now());
  const after = sql`${apiUsage.rows} + ${rows}`;
  const [used] = await ctx.db
    .insert(apiUsage)
    .values({ reader: reader.id, on: today, rows })
    .onConflictDoUpdate({
      target: [apiUsage.reader, apiUsage.on],
      set: { rows: after },
      setWhere: lte(after, reader.rowsADay),
    })
    .returning({ rows: apiUsage.rows });
  if (used === undefined) {
    const seconds = Math.ceil((startOfDay(addDays(today, 1)).getTime() - ctx.now().getTime()) / 1000);
    throw new AppError('rate_limited', { seconds });
  }
  return reader.rowsADay - used.rows;
}
