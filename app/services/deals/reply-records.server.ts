import { and, gte, inArray, ne, or, sql, eq } from 'drizzle-orm';
import { addMonths, dayOf, startOfDay } from '#app/domain/days.ts';
import { replyRecord, type ReplyRecord } from '#app/domain/reply-record.ts';
import { deals } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** Public reply records of organisations over the last twelve months, by their ids. */
export async function replyRecords(ctx: Context, orgIds: readonly string[]): Promise<Map<string, ReplyRecord>> {
  if (orgIds.length === 0) return new Map();
  const since = startOfDay(addMonths(dayOf(ctx.now()), -12));
  // The licensor of an answer to a demand asked; else the licensee did. A broker's pairing has no asker.
  const receiver = sql<string>`case when ${deals.origin} = 'demand' then ${deals.licenseeOrgId} else ${deals.licensorOrgId} end`;
  const rows = await ctx.db
    .select({ orgId: receiver, askedAt: deals.createdAt, repliedAt: deals.repliedAt })
    .from(deals)
    .where(
      and(
        or(inArray(deals.licensorOrgId, [...orgIds]), inArray(deals.licenseeOrgId, [...orgIds])),
        gte(deals.createdAt, since),
        ne(deals.origin, 'broker'),
        or(sql`${deals.repliedAt} is not null`, eq(deals.state, 'expired')),
      ),
    )
    .limit(5000);
  return new Map(
    [...new Set(orgIds)].map((orgId) => [orgId, replyRecord(rows.filter((row) => row.orgId === orgId))] as const),
  );
}

export const findReplyRecord = async (ctx: Context, orgId: string): Promise<ReplyRecord> =>
  (await replyRecords(ctx, [orgId])).get(orgId) ?? replyRecord([]);
