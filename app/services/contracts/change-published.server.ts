import { and, desc, eq } from 'drizzle-orm';
import { restartsPublicity } from '#app/domain/amendment-rules.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { publicities } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { type Contract, getVersion } from './own-contract.server.ts';
import { publicityDuty } from './publicity-duty.server.ts';

interface Change {
  readonly baseVersionN: number;
  readonly versionN: number;
}

/** Whether a change must be agreed and published before it is signed (促进科技成果转化法 art. 18). */
export async function asksPublicity(
  ctx: Pick<Context, 'db'>,
  contract: Contract,
  { baseVersionN, versionN }: Change,
): Promise<boolean> {
  const { exemption } = await publicityDuty(ctx, contract, versionN);
  if (exemption !== null) return false;
  const before = await getVersion(ctx, contract.id, baseVersionN);
  const after = await getVersion(ctx, contract.id, versionN);
  return restartsPublicity(termsFromJson(before.data.terms), termsFromJson(after.data.terms));
}

/**
 * The gate before a change is signed: one that touches a price that must stand in publicity stood in it to its end, in this very
 * version, and no objection is open. Throws publicity_running with the last day, or objection_open.
 */
export async function requireChangePublished(
  ctx: Pick<Context, 'db'>,
  contract: Contract,
  change: Change,
): Promise<void> {
  if (!(await asksPublicity(ctx, contract, change))) return;
  const isThis = and(eq(publicities.contractId, contract.id), eq(publicities.contractVersionN, change.versionN));
  const [publicity] = await ctx.db
    .select()
    .from(publicities)
    .where(isThis)
    .orderBy(desc(publicities.startedAt), desc(publicities.id))
    .limit(1);
  if (publicity?.state === 'ended') return;
  if (publicity?.state === 'objected') throw new AppError('objection_open');
  throw new AppError('publicity_running', publicity ? { until: dayOf(publicity.endsAt) } : {});
}
