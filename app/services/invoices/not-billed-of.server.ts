import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { takenBackByClaim, type TakenBack } from '#app/domain/taken-back-claims.ts';
import { credits, creditUses, obligations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { chargedClaims, creditParts, creditUsesOf } from '../credits/credit-facts.server.ts';

/**
 * What of each claim of a contract is not to be billed, by the claim's id: what reports took back, wherever its credit was set off since,
 * and what the payee waived of a penalty that it had charged. What the licensee waived of a repayment stays the licensor's.
 */
export async function notBilledOf(
  ctx: Pick<Context, 'db'>,
  contractId: string,
): Promise<ReadonlyMap<string, TakenBack>> {
  const [parts, waived] = await Promise.all([creditParts(ctx, contractId), waivedPenalties(ctx, contractId)]);
  if (parts.length === 0) return waived;
  const [uses, claims] = await Promise.all([creditUsesOf(ctx, contractId), chargedClaims(ctx, contractId)]);
  return new Map([...takenBackByClaim(uses, parts, claims), ...waived]);
}

/** The same of the claims of several contracts. */
export async function notBilledOfAll(
  ctx: Pick<Context, 'db'>,
  contractIds: readonly string[],
): Promise<ReadonlyMap<string, TakenBack>> {
  const found = await Promise.all([...new Set(contractIds)].map((id) => notBilledOf(ctx, id)));
  return new Map(found.flatMap((one) => [...one]));
}

/** Beside a row of obligations: its contract has a credit or a waived penalty, so that some of it may be not to be billed. */
export const isReduced = ({ db }: Pick<Context, 'db'>): SQL | undefined =>
  or(
    inArray(obligations.contractId, db.select({ id: credits.contractId }).from(credits)),
    inArray(
      obligations.contractId,
      db.select({ id: creditUses.contractId }).from(creditUses).where(eq(creditUses.kind, 'penalty_waived')),
    ),
  );

async function waivedPenalties(
  { db }: Pick<Context, 'db'>,
  contractId: string,
): Promise<ReadonlyMap<string, TakenBack>> {
  const rows = await db
    .select({ id: creditUses.obligationId, fen: sql<string>`sum(${creditUses.amountFen})::text` })
    .from(creditUses)
    .where(and(eq(creditUses.contractId, contractId), eq(creditUses.kind, 'penalty_waived')))
    .groupBy(creditUses.obligationId);
  return new Map(rows.map(({ id, fen }) => [id, { takenBackFen: BigInt(fen), waitingFen: 0n }]));
}
