import type { ActorContext } from '../context.server.ts';
import type { Todo } from '../desk/todo.ts';
import { listReviewWork } from './queries.server.ts';
import { mayReview } from './review-many.server.ts';

/** Records that wait for this reviewer, the oldest first; beyond a handful the work list itself is the place. */
export async function listReviewTodos(ctx: ActorContext): Promise<Todo[]> {
  if (!mayReview(ctx.actor)) return [];
  const { rows } = await listReviewWork(ctx, { tab: 'waiting', page: 1 });
  return rows
    .filter(({ isMine }) => isMine)
    .slice(0, 20)
    .map((row) => ({
      id: `achievement.review:${row.id}`,
      kind: 'achievement.review',
      title: row.name,
      detail: row.orgName,
      amountFen: null,
      dueAt: null,
      href: `/desk/reviews/achievements/${row.id}`,
      isMine: true,
    }));
}
