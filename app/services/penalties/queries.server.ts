import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { openParts } from '#app/domain/allocation.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { claimIs, type ObligationKind } from '#app/domain/obligation.ts';
import { mayWaivePenalty, waivableCreditFen, waivableFen } from '#app/domain/penalty-waiver.ts';
import { contracts, creditUses, files, obligations, organisations, users } from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { claimedFen, creditedFen, outstandingFen, paidFen } from '../payments/claim-sums.server.ts';
import { moneyOrgOf } from '../payments/money-access.server.ts';

/** By which a payee gives up what it is owed: a charged penalty, or a credit that was to be repaid to it. */
const waiverKinds = ['penalty_waived', 'waived'] as const;
const isWaivableKind = (kind: ObligationKind): boolean => claimIs(kind, 'waived') || !claimIs(kind, 'income');

/** What its payee waived of a claim, the oldest first, as both sides read it. */
export const waiversOf = ({ db }: Pick<Context, 'db'>, obligationId: string) =>
  db
    .select({
      id: creditUses.id,
      at: creditUses.createdAt,
      amountFen: creditUses.amountFen,
      reason: creditUses.reason,
    })
    .from(creditUses)
    .where(and(eq(creditUses.obligationId, obligationId), inArray(creditUses.kind, waiverKinds)))
    .orderBy(asc(creditUses.createdAt), asc(creditUses.id))
    .execute();

/** What was waived of penalties that were charged on a claim. In fen. */
export async function waivedOfCharges({ db }: Pick<Context, 'db'>, chargeIds: readonly string[]): Promise<Fen> {
  if (chargeIds.length === 0) return 0n;
  const [row] = await db
    .select({ fen: sql<string>`coalesce(sum(${creditUses.amountFen}), 0)::text` })
    .from(creditUses)
    .innerJoin(obligations, eq(obligations.id, creditUses.obligationId))
    .where(and(inArray(obligations.subjectId, [...chargeIds]), eq(creditUses.kind, 'penalty_waived')));
  return BigInt(row?.fen ?? '0');
}

/** A charged penalty of the actor's organisation, or what is to be repaid to it, with what was waived of it; for everybody else, its payer included, there is none. */
export async function getWaivers(ctx: ActorContext, obligationId: string) {
  const orgId = moneyOrgOf(ctx);
  const [row] = await ctx.db
    .select({
      id: obligations.id,
      kind: obligations.kind,
      label: obligations.label,
      dueOn: obligations.dueOn,
      amountFen: obligations.amountFen,
      payeeOrgId: obligations.payeeOrgId,
      payer: { name: organisations.name, isSample: organisations.isSample },
      contract: { id: contracts.id, no: contracts.no, title: contracts.title },
      paidFen,
      creditedFen,
      outstandingFen,
      claimedFen,
    })
    .from(obligations)
    .innerJoin(contracts, eq(contracts.id, obligations.contractId))
    .innerJoin(organisations, eq(organisations.id, obligations.payerOrgId))
    .where(eq(obligations.id, obligationId));
  if (row === undefined || row.payeeOrgId !== orgId || !isWaivableKind(row.kind)) throw new AppError('not_found');
  const waived = await ctx.db
    .select({
      id: creditUses.id,
      at: creditUses.createdAt,
      amountFen: creditUses.amountFen,
      reason: creditUses.reason,
      decider: users.name,
      document: { id: files.id, name: files.name },
    })
    .from(creditUses)
    .innerJoin(users, eq(users.id, creditUses.decidedBy))
    .leftJoin(files, eq(files.id, creditUses.documentFileId))
    .where(and(eq(creditUses.obligationId, obligationId), inArray(creditUses.kind, waiverKinds)))
    .orderBy(asc(creditUses.createdAt), asc(creditUses.id));
  const openFen = BigInt(row.outstandingFen);
  const { awaitedFen, payableFen } = openParts(openFen, BigInt(row.claimedFen));
  const isCredit = !claimIs(row.kind, 'income');
  const waivedFen = waived.reduce((sum, { amountFen }) => sum + amountFen, 0n);
  const setOffFen = BigInt(row.creditedFen) - waivedFen;
  const mostFen = isCredit
    ? waivableCreditFen({ kind: row.kind, outstandingFen: openFen, payableFen })
    : waivableFen({ kind: row.kind, payableFen, setOffFen });
  return {
    claim: {
      ...row,
      paidFen: BigInt(row.paidFen),
      setOffFen,
      outstandingFen: openFen,
      awaitedFen,
      waivedFen,
    },
    isCredit,
    waived,
    mostFen,
    mayWaive: mostFen > 0n && mayWaivePenalty(ctx.actor),
  };
}
