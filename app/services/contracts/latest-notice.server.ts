import { and, desc, eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { publicities } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

type Publicity = typeof publicities.$inferSelect;

/** The last notice of a version, void or not; null where none was put up. */
export async function latestNotice(
  ctx: Pick<Context, 'db'>,
  contractId: string,
  versionN: number,
): Promise<Publicity | null> {
  const [publicity = null] = await ctx.db
    .select()
    .from(publicities)
    .where(and(eq(publicities.contractId, contractId), eq(publicities.contractVersionN, versionN)))
    .orderBy(desc(publicities.startedAt), desc(publicities.id))
    .limit(1);
  return publicity;
}

/**
 * The gate behind every signature that waits for publicity: this very version stood in it to its end, and no objection is open. Throws
 * publicity_running with the last day, or objection_open.
 */
export async function requireNoticeEnded(
  ctx: Pick<Context, 'db'>,
  contractId: string,
  versionN: number,
): Promise<void> {
  const notice = await latestNotice(ctx, contractId, versionN);
  if (notice?.state === 'ended') return;
  if (notice?.state === 'objected') throw new AppError('objection_open');
  throw new AppError('publicity_running', notice ? { until: dayOf(notice.endsAt) } : {});
}
