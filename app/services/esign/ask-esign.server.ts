import { and, eq, isNull, lte, or } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { isAskedAbout } from '#app/domain/esign.ts';
import { esignFlows } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { mayHandInScan } from '../signing/own-signing.server.ts';
import { getOwnFlow } from './own-esign.server.ts';

/** Between two questions of people: whoever asks sooner has his answer on the way. */
const pauseMs = 10_000;

/** Looks at the provider now instead of at the next round; asked again within ten seconds, it changes nothing. */
export async function askEsign(ctx: ActorContext, { flowId }: { readonly flowId: string }): Promise<void> {
  if (!mayHandInScan(ctx.actor)) throw new AppError('forbidden');
  const { flow } = await getOwnFlow(ctx, flowId);
  if (!isAskedAbout(flow)) throw new AppError('state_changed');
  await inTransaction(ctx, async (tx) => {
    const { id, askedAt } = esignFlows;
    const isTime = or(isNull(askedAt), lte(askedAt, new Date(tx.now().getTime() - pauseMs)));
    const asked = await tx.db
      .update(esignFlows)
      .set({ askedAt: tx.now() })
      .where(and(eq(id, flowId), isTime))
      .returning({ id });
    if (asked.length > 0) await tx.jobs.enqueue(tx.db, 'esign.follow', { flowId });
  });
}
