import type { ActorContext } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { type Achievement, moveAchievement } from './load-own.server.ts';

/** Sends it back to its author with what has to change. */
export const returnAchievement = (
  ctx: ActorContext,
  input: { readonly id: string; readonly note: string },
): Promise<Achievement> =>
  moveAchievement(ctx, {
    id: input.id,
    event: 'return',
    set: { reviewNote: input.note },
    also: (tx, row) =>
      notifyPeople(tx, [row.createdBy], {
        kind: 'achievement.return',
        params: { title: row.name },
        href: `/desk/achievements/${row.id}`,
      }),
  });
