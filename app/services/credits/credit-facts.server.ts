import { and, asc, eq } from 'drizzle-orm';
import { claimIs } from '#app/domain/obligation.ts';
import type { ChargedClaim, CreditPart, SetOffUse } from '#app/domain/taken-back-claims.ts';
import { credits, creditUses, obligations, royaltyStatements } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { standingMilestones } from '../contracts/milestone-claim.server.ts';
import { takenBackOf } from '../royalties/taken-back-of.server.ts';

/** What of its credits was set against which claim, the oldest first. */
export const setOffUses = ({ db }: Pick<Context, 'db'>, contractId: string): Promise<SetOffUse[]> =>
  db
    .select({ claimId: creditUses.obligationId, fen: creditUses.amountFen, at: creditUses.createdAt })
    .from(creditUses)
    .where(and(eq(creditUses.contractId, contractId), eq(creditUses.kind, 'set_off')))
    .orderBy(asc(creditUses.createdAt), asc(creditUses.id))
    .execute();

/** A contract's credits of milestones and of periods, the oldest first. */
export async function creditParts(ctx: Pick<Context, 'db'>, contractId: string): Promise<CreditPart[]> {
  const rows = await ctx.db
    .select()
    .from(credits)
    .where(eq(credits.contractId, contractId))
    .orderBy(asc(credits.createdAt), asc(credits.id));
  const ofPeriods = await takenBackOf(ctx, contractId);
  return rows.flatMap(({ milestoneId, statementId, amountFen, createdAt: raisedAt }): CreditPart[] =>
    milestoneId === null
      ? ofPeriods
          .filter((part) => part.statementId === statementId)
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
