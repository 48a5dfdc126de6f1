import type { ActorContext } from '../context.server.ts';
import { type Achievement, moveAchievement } from './load-own.server.ts';

/** Makes a withdrawn one a draft again; it goes through review once more. */
export const reopenAchievement = (ctx: ActorContext, input: { readonly id: string }): Promise<Achievement> =>
  moveAchievement(ctx, { id: input.id, event: 'reopen', set: { publishedAt: null, confirmedOn: null } });
