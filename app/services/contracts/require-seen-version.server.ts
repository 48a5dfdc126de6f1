import { and, eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { contractAmendments, type contracts } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/**
 * The version that the person saw is the one in force; else state_changed. On the day on which a signed change begins that is the one
 * before, too: both sides know the day, and before the sweep every page still shows it. Such a change touches no money (`waitFault`).
 */
export async function requireSeenVersion(
  ctx: Pick<Context, 'db' | 'now'>,
  { id, versionN }: Pick<typeof contracts.$inferSelect, 'id' | 'versionN'>,
  seenN: number,
): Promise<void> {
  if (seenN === versionN) return;
  const beganToday = and(
    eq(contractAmendments.contractId, id),
    eq(contractAmendments.state, 'signed'),
    eq(contractAmendments.versionN, versionN),
    eq(contractAmendments.baseVersionN, seenN),
    eq(contractAmendments.effectiveOn, dayOf(ctx.now())),
  );
  const [began] = await ctx.db.select().from(contractAmendments).where(beganToday);
  const hasWaited = began?.answeredAt != null && dayOf(began.answeredAt) < began.effectiveOn;
  if (!hasWaited) throw new AppError('state_changed');
}
