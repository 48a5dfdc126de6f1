import { AppError } from '#app/domain/errors.ts';
import { hasRole, type RoleGate } from '#app/domain/access.ts';
import { reviewChecklists, type ReviewLevel, type ReviewOutcome } from '#app/domain/review.ts';
import { loadOwn } from '../achievements/load-own.server.ts';
import type { ActorContext } from '../context.server.ts';
import { loadOnTurn, mayReviewRegistration } from './own-registration.server.ts';
import { passCase, returnCase } from './review-case.server.ts';

/** Everybody who has a work list of reviews: within the unit, and at an authority. */
export const mayReview: RoleGate = (actor) =>
  mayReviewRegistration(actor) ||
  ((actor.org?.kind === 'university' || actor.org?.kind === 'institute') && hasRole(actor, 'secrecy', 'approver'));

interface BatchInput {
  readonly ids: readonly string[];
  readonly outcome: ReviewOutcome;
  readonly note?: string | undefined;
}

/**
 * One decision on many records, each in a transaction of its own: what somebody else decided in the meantime, and what is
 * not this person's to decide, is left as it is and counted.
 */
export async function reviewMany(
  ctx: ActorContext,
  { ids, outcome, note }: BatchInput,
): Promise<{ readonly done: number; readonly left: number }> {
  if (!mayReview(ctx.actor)) throw new AppError('forbidden');
  let done = 0;
  for (const id of new Set(ids)) {
    try {
      if (outcome === 'return') await returnCase(ctx, { id, note });
      else await passCase(ctx, { id, note, checks: reviewChecklists[await levelOf(ctx, id)].map(({ key }) => key) });
      done += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return { done, left: new Set(ids).size - done };
}

async function levelOf(ctx: ActorContext, id: string): Promise<ReviewLevel> {
  if (mayReviewRegistration(ctx.actor)) return (await loadOnTurn(ctx, id)).level;
  return (await loadOwn(ctx, id)).state === 'unit_review' ? 'secrecy' : 'office';
}
