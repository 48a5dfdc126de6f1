import { and, asc, eq } from 'drizzle-orm';
import type { CreditPart, CreditUse } from '#app/domain/credit-draws.ts';
import { claimIs } from '#app/domain/obligation.ts';
import type { ChargedClaim } from '#app/domain/taken-back-claims.ts';
import { credits, creditUses, obligations, royaltyStatements } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { standingMilestones } from '../contracts/milestone-claim.server.ts';
import { takenBackOf } from '../royalties/taken-back-of.server.ts';

/**
 * What became of a contract's credits, the oldest first; a repayment stands with its whole sum, what of it was recalled or waived after it.
 */
export async function creditUsesOf({ db }: Pick<Context, 'db'>, contractId: string): Promise<CreditUse[]> {
  const isReturn = and(eq(obligations.contractId, contractId), eq(obligations.kind, 'credit_return'));
  const returned = await db
    .select({ id: obligations.id, claimId: obligations.id, fen: obligations.amountFen, at: obligations.createdAt })
    .from(obligations)
    .where(isReturn);
  const used = await db
    .select({
      id: creditUses.id,
      kind: creditUses.kind,
      claimId: creditUses.obligationId,
      fen: creditUses.amountFen,
      at: creditUses.createdAt,
    })
    .from(creditUses)
    .where(eq(creditUses.contractId, contractId));
  const ofCredit = used.flatMap(({ kind, ...row }) => (kind === 'penalty_waived' ? [] : [{ ...row, kind }]));
  return [...returned.map((row) => ({ ...row, kind: 'returned' as const })), ...ofCredit]
    .toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1))
    .map(({ kind, claimId, fen, at }) => ({ kind, claimId, fen, at }));
}

/** A contract's credits of milestones and of periods, the oldest first. */
export async function creditParts(ctx: Pick<Context, 'db'>, contractId: string): Promise<CreditPart[]> {
  const rows = await ctx.db
    .select()
    .from(credits)
    .where(eq(credits.contractId, contractId))
    .orderBy(asc(credits.createdAt), asc(credits.id));
  const ofPeriods = await takenBackOf(ctx, contractId);
  return rows.flatMap(({ milestoneId, statementId, declarationId, amountFen, createdAt: raisedAt }): CreditPart[] =>
    milestoneId === null
      ? ofPeriods
          .filter((part) => part.statementId === (statementId ?? declarationId))
          .map(({ period, fen }) => ({ of: period, kind: 'royalty', fen, raisedAt }))
      : [{ of: milestoneId, kind: 'milestone', fen: amountFen, raisedAt }],
  );
}

/** Its claims, the oldest first. */
export async function chargedClaims(ctx: Pick<Context, 'db'>, contractId: string): Promise<ChargedClaim[]> {
  const [rows, standing] = await Promise.all([
    ctx.db
      .select({ claim: obligations, period: royaltyStatements.period })
      .from(obligations)
      .leftJoin(royaltyStatements, eq(royaltyStatements.id, obligations.subjectId))
      .where(eq(obligations.contractId, contractId))
      .orderBy(asc(obligations.createdAt), asc(obligations.id)),
    standingMilestones(ctx, contractId),
  ]);
  return rows.flatMap(({ claim, period }): ChargedClaim[] => {
    const { id, kind, subjectId, milestoneId, amountFen, createdAt: raisedAt } = claim;
    if (!claimIs(kind, 'capped')) return [];
    const own = { id, amountFen, raisedAt };
    return kind === 'milestone'
      ? [{ ...own, kind, of: milestoneId ?? subjectId, isStanding: standing.has(id) }]
      : [{ ...own, kind: 'royalty', of: period, isStanding: true }];
  });
}
