import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { type Trust, trustOf } from '#app/domain/trust.ts';
import { organisations, payeeAccounts } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** The trust marks of organisations, by their ids. */
export async function trustMarks(ctx: Context, orgIds: readonly string[]): Promise<Map<string, Trust | null>> {
  if (orgIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({
      id: organisations.id,
      state: organisations.state,
      verifiedAt: organisations.verifiedAt,
      checkedAt: organisations.checkedAt,
      proofs: organisations.proofs,
      isProbed: sql<boolean>`${payeeAccounts.id} is not null`,
    })
    .from(organisations)
    .leftJoin(
      payeeAccounts,
      and(
        eq(payeeAccounts.orgId, organisations.id),
        eq(payeeAccounts.state, 'active'),
        eq(payeeAccounts.way, 'probe'),
        isNotNull(payeeAccounts.verifiedAt),
      ),
    )
    .where(inArray(organisations.id, [...orgIds]));
  const today = dayOf(ctx.now());
  return new Map(rows.map((row) => [row.id, trustOf(row, today)]));
}

export const findTrust = async (ctx: Context, orgId: string): Promise<Trust | null> =>
  (await trustMarks(ctx, [orgId])).get(orgId) ?? null;
