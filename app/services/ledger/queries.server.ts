import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import { type EntryKind, readReference, referenceOf } from '#app/domain/entry-reference.ts';
import { type Account, accounts } from '#app/domain/ledger.ts';
import type { Fen } from '#app/domain/money.ts';
import {
  allocations,
  distributionShares,
  ledgerEntries,
  ledgerLines,
  refunds,
  writeOffCollections,
} from '#db/schema/index.ts';
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
  const shownOn = await pagesOf(ctx, heads);
  const entries = (await withLines(ctx, heads)).map((entry) => ({ ...entry, shownOn: shownOn(entry.reference) }));
  return { entries, total: await ctx.db.$count(ledgerEntries, own) };
}

/**
 * Whose page shows the fact of a reference: a refund and what was put on a claim stand on the receipt's, a commission on its distribution's, every other fact is
 * found by its own id.
 */
async function pagesOf(ctx: ActorContext, heads: readonly { readonly reference: string }[]) {
  const facts = heads.flatMap(({ reference }) => readReference(reference) ?? []);
  const idsOf = (...kinds: readonly EntryKind[]) => facts.flatMap(({ kind, id }) => (kinds.includes(kind) ? [id] : []));
  const [refundIds, shareIds] = [idsOf('refunded', 'refund-undone'), idsOf('commission-paid')];
  const placedIds = idsOf('advance-placed', 'advance-freed');
  const found = [
    ...(refundIds.length === 0
      ? []
      : await ctx.db
          .select({ id: refunds.id, page: refunds.receiptId })
          .from(refunds)
          .where(inArray(refunds.id, refundIds))),
    ...(placedIds.length === 0
      ? []
      : await ctx.db
          .select({ id: allocations.id, page: allocations.receiptId })
          .from(allocations)
          .where(inArray(allocations.id, placedIds))),
    ...(shareIds.length === 0
      ? []
      : await ctx.db
          .select({ id: distributionShares.id, page: distributionShares.distributionId })
          .from(distributionShares)
          .where(inArray(distributionShares.id, shareIds))),
  ];
  const pages = new Map(found.map(({ id, page }) => [id, page]));
  return (reference: string): string | null => {
    const fact = readReference(reference);
    return fact && (pages.get(fact.id) ?? fact.id);
  };
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
  const placed = await ctx.db
    .select({ id: allocations.id })
    .from(allocations)
    .where(and(eq(allocations.receiptId, of.receiptId), ne(allocations.kind, 'arrived')));
  const placedIds = placed.map(({ id }) => id);
  const isOfReceipt = and(
    inArray(writeOffCollections.causeId, [of.receiptId, ...of.refundIds, ...placedIds]),
    inArray(writeOffCollections.cause, ['receipt', 'refund_undone']),
  );
  const collected = await ctx.db.select({ id: writeOffCollections.id }).from(writeOffCollections).where(isOfReceipt);
  const references = [
    referenceOf('received', of.receiptId),
    ...of.distributionIds.map((id) => referenceOf('distributed', id)),
    ...of.refundIds.flatMap((id) => [referenceOf('refunded', id), referenceOf('refund-undone', id)]),
    ...placedIds.flatMap((id) => [referenceOf('advance-placed', id), referenceOf('advance-freed', id)]),
    ...collected.map(({ id }) => referenceOf('collected', id)),
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
