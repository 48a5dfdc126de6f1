import { mayReviewRegistration } from '#app/domain/review-access.ts';
import { levelOfState } from '#app/domain/review.ts';
import { clearAchievement, type PassInput } from '../achievements/clear-achievement.server.ts';
import { loadOwn } from '../achievements/load-own.server.ts';
import { publishAchievement } from '../achievements/publish-achievement.server.ts';
import { returnAchievement, type ReturnInput } from '../achievements/return-achievement.server.ts';
import type { ActorContext } from '../context.server.ts';
import { passRegistration } from './pass-registration.server.ts';
import { returnRegistration } from './return-registration.server.ts';

/** The actor's level passes the record on: within the unit by its state, at an authority by whose turn it is. */
export async function passCase(ctx: ActorContext, input: PassInput): Promise<void> {
  if (mayReviewRegistration(ctx.actor)) await passRegistration(ctx, input);
  else if (levelOfState((await loadOwn(ctx, input.id)).state) === 'secrecy') await clearAchievement(ctx, input);
  else await publishAchievement(ctx, input);
}

/** The actor's level sends the record back to who wrote it. */
export async function returnCase(ctx: ActorContext, input: ReturnInput): Promise<void> {
  if (mayReviewRegistration(ctx.actor)) await returnRegistration(ctx, input);
  else await returnAchievement(ctx, input);
}
