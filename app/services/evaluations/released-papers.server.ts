import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { isReleasable, reportKinds } from '#app/domain/attachment.ts';
import {
  achievementAttachments,
  achievements,
  evaluationExperts,
  evaluationMaterials,
  evaluations,
  files,
} from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { mayReadWhole } from './own-evaluation.server.ts';

/** Papers of a record that its unit may release, with the evaluations that were given them. */
export async function papersToRelease({ db }: Pick<Context, 'db'>, achievementId: string) {
  const [rows, given] = await Promise.all([
    db
      .select({
        id: achievementAttachments.id,
        kind: achievementAttachments.kind,
        title: achievementAttachments.title,
        clearedAt: achievementAttachments.clearedAt,
      })
      .from(achievementAttachments)
      .where(and(eq(achievementAttachments.achievementId, achievementId), isNull(achievementAttachments.removedAt)))
      .orderBy(asc(achievementAttachments.createdAt), asc(achievementAttachments.id)),
    db
      .select({ attachmentId: evaluationMaterials.attachmentId, evaluationId: evaluationMaterials.evaluationId })
      .from(evaluationMaterials)
      .innerJoin(evaluations, eq(evaluations.id, evaluationMaterials.evaluationId))
      .where(eq(evaluations.achievementId, achievementId)),
  ]);
  return rows
    .filter(({ kind, clearedAt }) => isReleasable({ kind, isCleared: clearedAt !== null }))
    .map(({ id, kind, title }) => ({
      id,
      kind,
      title,
      givenTo: given.filter(({ attachmentId }) => attachmentId === id).map(({ evaluationId }) => evaluationId),
    }));
}

/** Papers of a record, whatever the secrecy review has seen of them: for its own unit alone. */
export const ownPapers = ({ db }: Pick<Context, 'db'>, achievementId: string) =>
  db
    .select({ id: achievementAttachments.id, title: achievementAttachments.title })
    .from(achievementAttachments)
    .where(
      and(
        eq(achievementAttachments.achievementId, achievementId),
        inArray(achievementAttachments.kind, [...reportKinds]),
        isNull(achievementAttachments.removedAt),
      ),
    )
    .orderBy(asc(achievementAttachments.createdAt));

/** The papers that its unit released to an evaluation; one that was taken away since is gone here, too. */
export const releasedTo = ({ db }: Pick<Context, 'db'>, evaluationId: string) =>
  db
    .select({
      id: achievementAttachments.id,
      kind: achievementAttachments.kind,
      title: achievementAttachments.title,
      fileId: files.id,
      bytes: files.bytes,
    })
    .from(evaluationMaterials)
    .innerJoin(achievementAttachments, eq(achievementAttachments.id, evaluationMaterials.attachmentId))
    .innerJoin(files, eq(files.id, achievementAttachments.fileId))
    .where(and(eq(evaluationMaterials.evaluationId, evaluationId), isNull(achievementAttachments.removedAt)))
    .orderBy(asc(achievementAttachments.createdAt), asc(achievementAttachments.id));

/** Whether a paper was released to an evaluation whose whole record the actor reads. */
export async function isReleasedTo({ actor, db }: ActorContext, fileId: string): Promise<boolean> {
  const found = await db
    .select({
      state: evaluations.state,
      evaluatorOrgId: evaluations.evaluatorOrgId,
      closedAt: evaluations.closedAt,
      seat: evaluationExperts.state,
      record: achievements.state,
    })
    .from(evaluationMaterials)
    .innerJoin(achievementAttachments, eq(achievementAttachments.id, evaluationMaterials.attachmentId))
    .innerJoin(evaluations, eq(evaluations.id, evaluationMaterials.evaluationId))
    .innerJoin(achievements, eq(achievements.id, evaluations.achievementId))
    .leftJoin(
      evaluationExperts,
      and(eq(evaluationExperts.evaluationId, evaluations.id), eq(evaluationExperts.userId, actor.userId)),
    )
    .where(and(eq(achievementAttachments.fileId, fileId), isNull(achievementAttachments.removedAt)));
  return found.some((row) => mayReadWhole(actor, row, row.seat));
}
