import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import type { DeclineReason } from '#app/domain/deal.ts';
import { matches } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { ownDemand } from '../demands/own-demand.server.ts';

/** The demand's side says that a match does not fit and why, or takes that back with null. Any number of times. */
export async function dismissMatch(
  ctx: ActorContext,
  input: { demandId: string; matchId: string; reason: DeclineReason | null },
): Promise<typeof matches.$inferSelect> {
  const demand = await ownDemand(ctx, input.demandId);
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(matches)
      .set({ dismissedReason: input.reason })
      .where(and(eq(matches.id, input.matchId), eq(matches.demandId, demand.id)))
      .returning();
    if (row === undefined) throw new AppError('not_found');
    const deed = input.reason === null ? 'match.restore' : `match.dismiss.${input.reason}`;
    await audit(tx, { deed, subjectType: 'match', subjectId: row.id, versionN: row.demandVersionN });
    return row;
  });
}
