import { dayOf } from '#app/domain/days.ts';
import type { ActorContext } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { type Achievement, moveAchievement } from './load-own.server.ts';

/** The unit's reviewer lets it go public; from then on it is found by everybody. */
export async function publishAchievement(ctx: ActorContext, input: { readonly id: string }): Promise<Achievement> {
  const now = ctx.now();
  return moveAchievement(ctx, {
    id: input.id,
    event: 'publish',
    set: { publishedAt: now, confirmedOn: dayOf(now) },
    also: (tx, row) =>
      notifyPeople(tx, [row.createdBy], {
        kind: 'achievement.publish',
        params: { title: row.name },
        href: `/achievements/${row.no}`,
      }),
  });
}
