import { and, eq, isNull, ne, or, sql } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { openedPapers } from '#app/domain/review.ts';
import { achievementAttachments, achievements } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** Papers of a record that wait for its secrecy review and that he has to open, as `mustOpenPaper` says. */
export const countUnreadPapers = ({ db }: Pick<Context, 'db'>, achievementId: string): Promise<number> =>
  db.$count(
    achievementAttachments,
    and(
      eq(achievementAttachments.achievementId, achievementId),
      isNull(achievementAttachments.removedAt),
      isNull(achievementAttachments.clearedAt),
      or(ne(achievementAttachments.reading, 'whole'), sql`cardinality(${achievementAttachments.flags}) > 0`),
    ),
  );

/** The same of any record, for queries of heads. */
export const hasPaperToOpen = sql<boolean>`exists (select from achievement_attachments p where p.achievement_id = ${achievements.id}
  and p.removed_at is null and p.cleared_at is null and (p.reading <> 'whole' or cardinality(p.flags) > 0))`;

/** What no machine has read the reviewer has opened, and says so (保守国家秘密法 art. 35). */
export async function requireOpened(
  ctx: Pick<Context, 'db'>,
  achievementId: string,
  checks: readonly string[],
): Promise<void> {
  if (checks.includes(openedPapers.key) || (await countUnreadPapers(ctx, achievementId)) === 0) return;
  throw new AppError(
    'invalid',
    { says: '有材料系统没有读全，或者筛查提示了要看的地方，请打开看过，再在清单里打勾。' },
    'checks',
  );
}
