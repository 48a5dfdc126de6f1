import type { ActorContext } from '../context.server.ts';
import { type Achievement, moveAchievement } from './load-own.server.ts';

/** The author takes it back from the reviewers to go on writing. */
export const recallAchievement = (ctx: ActorContext, input: { readonly id: string }): Promise<Achievement> =>
  moveAchievement(ctx, { id: input.id, event: 'recall' });
