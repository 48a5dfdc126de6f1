import { AppError } from '#app/domain/errors.ts';
import { mayKeepProjects } from '#app/domain/project-access.ts';
import type { ActorContext } from '../context.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { loadDuty, moveDuty } from './move-duty.server.ts';

/** The province decides, with its ground; the unit is told. */
export async function decidePlea(
  ctx: ActorContext,
  {
    dutyId,
    outcome,
    decision,
  }: { readonly dutyId: string; readonly outcome: 'exempt' | 'refuse'; readonly decision: string },
): Promise<void> {
  if (!mayKeepProjects(ctx.actor)) throw new AppError('forbidden');
  const found = await loadDuty(ctx, dutyId);
  await screenTexts(ctx, [decision]);
  await moveDuty(ctx, found, outcome, { decision, decidedBy: ctx.actor.userId });
}
