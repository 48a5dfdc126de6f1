import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { mayDoMoney } from '#app/domain/receipt-deeds.ts';
import { distributions, shareAnswers } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import type { DistributionRow } from './propose-distribution.server.ts';
import { lockProposed, settleTeam, teamLines } from './team-answers.server.ts';

/** The officer records a list that the people signed on paper: it answers for everybody who has not answered himself. */
export async function recordTeam(
  ctx: ActorContext,
  { id, note, paper }: { readonly id: string; readonly note: string; readonly paper: Received },
): Promise<DistributionRow> {
  if (!mayDoMoney(ctx.actor, 'propose')) throw new AppError('forbidden');
  const [seen] = await ctx.db.select().from(distributions).where(eq(distributions.id, id));
  if (seen === undefined || seen.orgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  return inTransaction(ctx, async (tx) => {
    const row = await lockProposed(tx, id);
    const file = await keepFile(tx, paper, 'share', row.orgId);
    const open = (await teamLines(tx, id)).filter(({ outcome }) => outcome === null);
    if (open.length === 0) throw new AppError('state_changed');
    const answer = {
      outcome: 'agreed',
      note,
      fileId: file.id,
      answeredBy: tx.actor.userId,
      answeredAt: tx.now(),
    } as const;
    await tx.db.insert(shareAnswers).values(open.map((line) => ({ ...answer, shareId: line.id })));
    return settleTeam(tx, row);
  });
}
