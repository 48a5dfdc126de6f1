import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { registrationMachine } from '#app/domain/registration.ts';
import { decidesFor } from '#app/domain/review.ts';
import { mayReviewRegistration } from '#app/domain/review-access.ts';
import { achievements, registrations } from '#db/schema/index.ts';
import { recordDecision } from '../achievements/record-decision.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { moveRegistration, type Registration } from './own-registration.server.ts';

/** The province takes back a registration that rests on false data; its number is not given again. */
export async function revokeRegistration(
  ctx: ActorContext,
  { id, note }: { readonly id: string; readonly note: string },
): Promise<Registration> {
  if (!mayReviewRegistration(ctx.actor)) throw new AppError('forbidden');
  const [before] = await ctx.db.select().from(registrations).where(eq(registrations.achievementId, id));
  const authority = ctx.actor.org?.regionCode ?? '';
  if (before === undefined || !decidesFor(authority, before.regionCode, 'province')) throw new AppError('not_found');
  if (transitionOf(registrationMachine, before.state, 'revoke') === undefined) throw new AppError('state_changed');
  await screenTexts(ctx, [note]);
  return inTransaction(ctx, async (tx) => {
    const row = await moveRegistration(tx, before, 'revoke', { note });
    const { achievementId, versionN } = before;
    await recordDecision(tx, { achievementId, versionN, level: 'province', outcome: 'return', note });
    const [achievement] = await tx.db
      .update(achievements)
      .set({ regNo: null, updatedAt: tx.now() })
      .where(eq(achievements.id, achievementId))
      .returning({ name: achievements.name });
    await noteSearchChange(tx, 'achievement', achievementId);
    await notifyOrganisation(tx, before.orgId, ['officer', 'approver'], {
      kind: 'registration.revoke',
      params: { title: achievement?.name ?? '' },
      href: `/desk/achievements/${achievementId}`,
    });
    return row;
  });
}
