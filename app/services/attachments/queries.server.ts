import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { attachmentReach, mayAttach, mayClearAttachment } from '#app/domain/attachment.ts';
import { recordReaderOf } from '#app/domain/public-data.ts';
import { achievementAttachments, achievements, achievementVersions, files, users } from '#db/schema/index.ts';
import { currentVersion } from '../achievements/current-version.server.ts';
import { loadOwn } from '../achievements/load-own.server.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { eyesOf } from '../reviews/second-eyes.server.ts';

/** The papers of a record that were not taken away, the oldest first. */
export const attachmentRows = ({ db }: Context, achievementId: string) =>
  db
    .select({
      id: achievementAttachments.id,
      kind: achievementAttachments.kind,
      title: achievementAttachments.title,
      reading: achievementAttachments.reading,
      flags: achievementAttachments.flags,
      createdAt: achievementAttachments.createdAt,
      clearedAt: achievementAttachments.clearedAt,
      addedBy: users.name,
      addedById: users.id,
      fileId: files.id,
      fileName: files.name,
      bytes: files.bytes,
      sha256: files.sha256,
      sniffedType: files.sniffedType,
      state: achievements.state,
      orgId: achievements.orgId,
      publication: sql<string>`coalesce(${achievementVersions.data} ->> 'publication', 'abstract')`,
    })
    .from(achievementAttachments)
    .innerJoin(achievements, eq(achievements.id, achievementAttachments.achievementId))
    .innerJoin(achievementVersions, currentVersion)
    .innerJoin(files, eq(files.id, achievementAttachments.fileId))
    .innerJoin(users, eq(users.id, achievementAttachments.addedBy))
    .where(and(eq(achievementAttachments.achievementId, achievementId), isNull(achievementAttachments.removedAt)))
    .orderBy(asc(achievementAttachments.createdAt), asc(achievementAttachments.id));

/** The papers of one of the unit's own records, with what the actor may do with them. */
export async function attachmentsPage(ctx: ActorContext, achievementId: string) {
  const row = await loadOwn(ctx, achievementId);
  const rows = await attachmentRows(ctx, row.id);
  const mayClear = mayClearAttachment(ctx.actor, row);
  const { userId } = ctx.actor;
  const ownEyes = mayClear ? await eyesOf(ctx, row.orgId, [userId]) : 'own';
  return {
    row: { id: row.id, no: row.no, name: row.name, state: row.state },
    attachments: rows.map(({ state: _state, publication: _publication, orgId: _orgId, addedById, flags, ...each }) => ({
      ...each,
      // How he stands to it as its reviewer.
      eyes: addedById === userId ? ownEyes : ('second' as const),
      // What the screen points out is said to who reviews.
      flags: mayClear && each.clearedAt === null ? flags : [],
    })),
    mayAdd: mayAttach(ctx.actor, row),
    mayClear,
  };
}

/** The papers that a reviewer reads with the record: in the unit all, at an authority those its secrecy review has seen. */
export const attachmentsForReview = async (ctx: ActorContext, achievementId: string, isOwn: boolean) =>
  (await attachmentRows(ctx, achievementId))
    .filter(({ clearedAt }) => isOwn || clearedAt !== null)
    .map(({ id, kind, title, fileId, fileName, bytes, reading, flags, clearedAt }) => ({
      id,
      kind,
      title,
      fileId,
      fileName,
      bytes,
      // Whoever decided on it before has opened it.
      reading: clearedAt === null ? reading : ('whole' as const),
      flags: isOwn && clearedAt === null ? flags : [],
    }));

export type AttachmentRows = Awaited<ReturnType<typeof attachmentRows>>;

/** What everybody learns of the papers of a public record; which file one is only a reader who may open it. */
export const openAttachments = (ctx: Context, rows: AttachmentRows) =>
  rows.flatMap((row) => {
    const reader = recordReaderOf(ctx.actor, row.orgId);
    const reach = attachmentReach({ ...row, isCleared: row.clearedAt !== null }, reader);
    const { id, kind, title, fileId, bytes } = row;
    return reach === 'closed' ? [] : [{ id, kind, title, bytes, reach, fileId: reach === 'open' ? fileId : null }];
  });
