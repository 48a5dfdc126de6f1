import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { type Account, accounts } from '#app/domain/ledger.ts';
import type { Fen } from '#app/domain/money.ts';
import { ledgerEntries, ledgerLines, writeOffCollections } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { moneyOrgOf } from '../payments/money-access.server.ts';

export interface BookLine {
  readonly account: Account;
  readonly debitFen: Fen;
  readonly creditFen: Fen;
}

export interface BookEntry {
  readonly id: string;
  readonly reference: string;
  readonly contractId: string | null;
  readonly description: string;
  readonly occurredAt: Date;
  readonly lines: readonly BookLine[];
}

/** Balances of the actor's organisation's book, in the order of the accounts; those never touched are left out. */
export async function listBalances(ctx: ActorContext): Promise<BookLine[]> {
  const orgId = moneyOrgOf(ctx);
  const rows = await ctx.db
    .select({
      account: ledgerLines.account,
      debit: sql<string>`sum(${ledgerLines.debitFen})::text`,
      credit: sql<string>`sum(${ledgerLines.creditFen})::text`,
    })
    .from(ledgerLines)
    .innerJoin(ledgerEntries, eq(ledgerEntries.id, ledgerLines.entryId))
    .where(eq(ledgerEntries.orgId, orgId))
    .groupBy(ledgerLines.account);
  return accounts.flatMap((account) => {
    const row = rows.find((found) => found.account === account);
    return row ? [{ account, debitFen: BigInt(row.debit), creditFen: BigInt(row.credit) }] : [];
  });
}

interface Slice {
  readonly limit: number;
  readonly offset?: number;
}

/** Entries of the actor's organisation's book, the newest first, and how many there are. */
export async function listEntries(ctx: ActorContext, { limit, offset = 0 }: Slice) {
  const own = eq(ledgerEntries.orgId, moneyOrgOf(ctx));
  const heads = await ctx.db
    .select()
    .from(ledgerEntries)
    .where(own)
    .orderBy(desc(ledgerEntries.occurredAt), desc(ledgerEntries.id))
    .limit(limit)
    .offset(offset);
  return { entries: await withLines(ctx, heads), total: await ctx.db.$count(ledgerEntries, own) };
}

/** What a receipt, its distributions and its refunds posted in the actor's organisation's book. */
export async function listEntriesOfReceipt(
  ctx: ActorContext,
  of: {
    readonly receiptId: string;
    readonly distributionIds: readonly string[];
    readonly refundIds: readonly string[];
  },
) {
  const isOfReceipt = and(
    inArray(writeOffCollections.causeId, [of.receiptId, ...of.refundIds]),
    inArray(writeOffCollections.cause, ['receipt', 'refund_undone']),
  );
  const collected = await ctx.db.select({ id: writeOffCollections.id }).from(writeOffCollections).where(isOfReceipt);
  const references = [
    `received:${of.receiptId}`,
    ...of.distributionIds.map((id) => `distributed:${id}`),
    ...of.refundIds.flatMap((id) => [`refunded:${id}`, `refund-undone:${id}`]),
    ...collected.map(({ id }) => `collected:${id}`),
  ];
  const heads = await ctx.db
    .select()
    .from(ledgerEntries)
    .where(and(eq(ledgerEntries.orgId, moneyOrgOf(ctx)), inArray(ledgerEntries.reference, references)))
    .orderBy(asc(ledgerEntries.occurredAt), asc(ledgerEntries.id));
  return withLines(ctx, heads);
}

async function withLines(
  ctx: ActorContext,
  heads: readonly (typeof ledgerEntries.$inferSelect)[],
): Promise<BookEntry[]> {
  if (heads.length === 0) return [];
  const ids = heads.map((head) => head.id);
  const lines = await ctx.db
    .select()
    .from(ledgerLines)
    .where(inArray(ledgerLines.entryId, ids))
    .orderBy(asc(ledgerLines.position));
  const byEntry = new Map<string, typeof lines>(ids.map((id) => [id, []]));
  for (const line of lines) byEntry.get(line.entryId)?.push(line);
  return heads.map(({ id, reference, contractId, description, occurredAt }) => ({
    id,
    reference,
    contractId,
    description,
    occurredAt,
    lines: (byEntry.get(id) ?? []).map(({ account, debitFen, creditFen }) => ({
      account: account as Account,
      debitFen,
      creditFen,
    })),
  }));
}
