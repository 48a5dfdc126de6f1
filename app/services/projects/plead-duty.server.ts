import { AppError } from '#app/domain/errors.ts';
import { mayAnswerProjects } from '#app/domain/project-access.ts';
import type { ActorContext } from '../context.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { loadDuty, moveDuty } from './move-duty.server.ts';

/** The unit asks to be exempt from a duty, with reasons. */
export async function pleadDuty(
  ctx: ActorContext,
  { dutyId, reason }: { readonly dutyId: string; readonly reason: string },
): Promise<void> {
  if (!mayAnswerProjects(ctx.actor)) throw new AppError('forbidden');
  const found = await loadDuty(ctx, dutyId);
  if (found.project?.orgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  await screenTexts(ctx, [reason]);
  await moveDuty(ctx, found, 'plead', { reason, decision: null });
}
