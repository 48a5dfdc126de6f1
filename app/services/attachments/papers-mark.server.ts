import { createHash } from 'node:crypto';
import { and, asc, inArray, isNotNull, isNull } from 'drizzle-orm';
import { achievementAttachments } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/**
 * A word for what a reviewer has before him: the version, and which papers go with it. Another text or another paper gives
 * another word. Reviewers of the unit read all papers, others those that its secrecy review has cleared.
 */
export async function reviewMarks(
  { db }: Pick<Context, 'db'>,
  records: readonly { readonly id: string; readonly versionN: number }[],
  isOwn: boolean,
): Promise<Map<string, string>> {
  if (records.length === 0) return new Map();
  const { achievementId, id, clearedAt, removedAt } = achievementAttachments;
  const papers = await db
    .select({ achievementId, id })
    .from(achievementAttachments)
    .where(
      and(
        inArray(
          achievementId,
          records.map((record) => record.id),
        ),
        isNull(removedAt),
        isOwn ? undefined : isNotNull(clearedAt),
      ),
    )
    .orderBy(asc(id));
  const ofRecord = new Map<string, string[]>();
  for (const paper of papers)
    ofRecord.set(paper.achievementId, [...(ofRecord.get(paper.achievementId) ?? []), paper.id]);
  return new Map(records.map((record) => [record.id, markOf(record.versionN, ofRecord.get(record.id) ?? [])]));
}

export const reviewMark = async (
  ctx: Pick<Context, 'db'>,
  record: { readonly id: string; readonly versionN: number },
  isOwn: boolean,
): Promise<string> => (await reviewMarks(ctx, [record], isOwn)).get(record.id) ?? '';

const markOf = (versionN: number, papers: readonly string[]): string =>
  papers.length === 0
    ? String(versionN)
    : `${versionN}.${createHash('sha256').update(papers.join()).digest('hex').slice(0, 12)}`;
