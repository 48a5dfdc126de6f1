import { asc, eq } from 'drizzle-orm';
import type { Fen } from '#app/domain/money.ts';
import { billableFen } from '#app/domain/invoice.ts';
import { type ChargedClaim, type CreditPart, repaidByClaim } from '#app/domain/repaid-claims.ts';
import { claimIs } from '#app/domain/obligation.ts';
import { credits, obligations, royaltyStatements } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { standingMilestones } from '../contracts/milestone-claim.server.ts';
import { getCreditSums } from '../credits/credit-sums.server.ts';
import { creditedFen } from '../payments/claim-sums.server.ts';
import { takenBackOf } from '../royalties/taken-back-of.server.ts';

/** What no buyer pays of each claim of a contract although no credit was set against it, by the claim's id. In fen. */
export interface NotBilled {
  /** Repaid or to be repaid: invoices that stand above it need a red one. */
  readonly repaid: ReadonlyMap<string, Fen>;
  /** Waits as a credit: nobody is asked to invoice it now. */
  readonly waiting: ReadonlyMap<string, Fen>;
}

/** Of which claims the contract's credits are that are (to be) repaid or wait. What the licensee waived stays the licensor's. */
export async function notBilledOf(ctx: Pick<Context, 'db'>, contractId: string): Promise<NotBilled> {
  const { raisedFen, returningFen, waivedFen, leftFen } = await getCreditSums(ctx, contractId);
  if (raisedFen === 0n) return { repaid: new Map(), waiting: new Map() };
  const repaidFen = returningFen - waivedFen;
  const [parts, claims] = await Promise.all([creditParts(ctx, contractId), chargedClaims(ctx, contractId)]);
  const repaid = repaidByClaim(repaidFen, parts, claims);
  const all = repaidByClaim(repaidFen + leftFen, parts, claims);
  return { repaid, waiting: new Map([...all].map(([id, fen]) => [id, fen - (repaid.get(id) ?? 0n)])) };
}

/** A contract's credits of milestones and of periods, the oldest first. */
async function creditParts(ctx: Pick<Context, 'db'>, contractId: string): Promise<CreditPart[]> {
  const rows = await ctx.db
    .select()
    .from(credits)
    .where(eq(credits.contractId, contractId))
    .orderBy(asc(credits.createdAt), asc(credits.id));
  const ofPeriods = await takenBackOf(ctx, contractId);
  return rows.flatMap(({ milestoneId, statementId, amountFen }): CreditPart[] =>
    milestoneId === null
      ? ofPeriods
          .filter((part) => part.statementId === statementId)
          .map(({ period, fen }) => ({ of: period, kind: 'royalty', fen }))
      : [{ of: milestoneId, kind: 'milestone', fen: amountFen }],
  );
}

/** Its claims, the oldest first. */
async function chargedClaims(ctx: Pick<Context, 'db'>, contractId: string): Promise<ChargedClaim[]> {
  const [rows, standing] = await Promise.all([
    ctx.db
      .select({ claim: obligations, period: royaltyStatements.period, creditedFen })
      .from(obligations)
      .leftJoin(royaltyStatements, eq(royaltyStatements.id, obligations.subjectId))
      .where(eq(obligations.contractId, contractId))
      .orderBy(asc(obligations.createdAt), asc(obligations.id)),
    standingMilestones(ctx, contractId),
  ]);
  return rows.flatMap(({ claim, period, creditedFen: credited }): ChargedClaim[] => {
    const { id, kind, subjectId, milestoneId, amountFen } = claim;
    if (!claimIs(kind, 'capped')) return [];
    const own = { id, billableFen: billableFen({ amountFen, creditedFen: BigInt(credited), repaidFen: 0n }) };
    return kind === 'milestone'
      ? [{ ...own, kind, of: milestoneId ?? subjectId, isStanding: standing.has(id) }]
      : [{ ...own, kind: 'royalty', of: period, isStanding: true }];
  });
}
