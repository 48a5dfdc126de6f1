import { mayReview } from '#app/domain/review-access.ts';
import type { ActorContext } from '../context.server.ts';
import { listRecordsWithWaitingPapers } from '../attachments/list-waiting.server.ts';
import { listCorrectionsToReview } from '../corrections/queries.server.ts';
import type { Todo } from '../desk/todo.ts';
import { listReviewWork } from './queries.server.ts';
import { listImportedWork } from './imported-work-queries.server.ts';

/** Records, corrections and papers that wait for this reviewer, the oldest first; beyond a handful the work list itself is the place. */
export async function listReviewTodos(ctx: ActorContext): Promise<Todo[]> {
  if (!mayReview(ctx.actor)) return [];
  const [{ rows }, corrections, imported, papered] = await Promise.all([
    listReviewWork(ctx, { tab: 'waiting', page: 1, isMineOnly: true, limit: 20 }),
    listCorrectionsToReview(ctx),
    listImportedWork(ctx),
    listRecordsWithWaitingPapers(ctx),
  ]);
  const records = rows
    .filter(({ isMine }) => isMine)
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
  const corrected = corrections
    .filter(({ isMine }) => isMine)
    .slice(0, 20)
    .map(({ id, name, no }) => ({
      id: `correction.review:${id}`,
      kind: 'correction.review',
      title: name,
      detail: no,
      amountFen: null,
      dueAt: null,
      href: `/desk/achievements/${id}/correction`,
      isMine: true,
    }));
  const open = imported.filter(({ isOwn }) => !isOwn);
  const together = open.map(({ importId, event, fileName, rows: waiting }) => ({
    id: `import.review:${importId}:${event}`,
    kind: 'import.review',
    title: fileName,
    detail: `${waiting} 项`,
    amountFen: null,
    dueAt: null,
    href: `/desk/reviews/achievements?import=${importId}`,
    isMine: true,
  }));
  const added = papered.map(({ id, name, no }) => ({
    id: `attachment.review:${id}`,
    kind: 'attachment.review',
    title: name,
    detail: no,
    amountFen: null,
    dueAt: null,
    href: `/desk/achievements/${id}/attachments`,
    isMine: true,
  }));
  return [...together, ...records, ...corrected, ...added];
}
