import type { ActorContext } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { type Achievement, moveAchievement } from './load-own.server.ts';

/** Hands a draft to the unit's review, secrecy included (保守国家秘密法 art. 35). */
export const submitAchievement = (ctx: ActorContext, input: { readonly id: string }): Promise<Achievement> =>
  moveAchievement(ctx, {
    id: input.id,
    event: 'submit',
    set: { reviewNote: null },
    also: (tx, row) =>
      notifyOrganisation(tx, row.orgId, ['secrecy'], {
        kind: 'achievement.submit',
        params: { title: row.name },
        href: `/desk/reviews/achievements/${row.id}`,
      }),
  });
