import { and, desc, eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { publicities } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { Contract } from './own-contract.server.ts';
import { publicityDuty } from './publicity-duty.server.ts';
import { requireStateAsset } from './state-asset.server.ts';

/**
 * The gate before a signature: the agreed price of a state-established unit has stood in publicity to its end, in this very
 * version, and no objection is open (促进科技成果转化法 art. 18); a state-owned enterprise has its assignment filed and dealt. Throws publicity_running with the last day, or objection_open.
 */
export async function requirePublished(ctx: Pick<Context, 'db'>, contract: Contract): Promise<void> {
  if (!['agreed', 'publicity', 'signing'].includes(contract.state)) return;
  await requireStateAsset(ctx, contract);
  const { exemption } = await publicityDuty(ctx, contract, contract.versionN);
  if (exemption !== null) return;
  const [publicity] = await ctx.db
    .select()
    .from(publicities)
    .where(and(eq(publicities.contractId, contract.id), eq(publicities.contractVersionN, contract.versionN)))
    .orderBy(desc(publicities.startedAt), desc(publicities.id))
    .limit(1);
  if (publicity?.state === 'ended') return;
  if (publicity?.state === 'objected') throw new AppError('objection_open');
  throw new AppError('publicity_running', publicity ? { until: dayOf(publicity.endsAt) } : {});
}
