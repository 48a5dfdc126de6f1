import { AppError } from '#app/domain/errors.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { loadObjection } from '../objections/load-objection.server.ts';
import { contractObjection } from './contract-objection.server.ts';
import { lockPublicity } from './lock-publicity.server.ts';
import { endReviewDays } from './own-objection.server.ts';
import { resumePublicity } from './resume-publicity.server.ts';

/** Who objected leaves it at the dismissal and asks for no review; where nothing else is open the publicity goes on at once. */
export async function acceptDismissal(
  ctx: ActorContext,
  { objectionId }: { readonly objectionId: string },
): Promise<void> {
  const seen = await loadObjection(ctx, contractObjection, objectionId);
  if (seen.filedBy !== ctx.actor.userId) throw new AppError('not_found');
  await inTransaction(ctx, async (tx) => {
    const { publicity } = await lockPublicity(tx, seen.publicityId);
    if ((await endReviewDays(tx, objectionId, 'waived')) === null) throw new AppError('state_changed');
    await audit(tx, { deed: 'objection.accept_dismissal', ...contractObjection.subjectOf(seen) });
    await resumePublicity(tx, publicity);
  });
}
