import { and, eq, isNull, ne } from 'drizzle-orm';
import { hasRole, mayWriteAchievement, type RoleGate } from '#app/domain/access.ts';
import { mayAttach, mayClearAttachment } from '#app/domain/attachment.ts';
import { AppError } from '#app/domain/errors.ts';
import { achievementAttachments, files } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { carriesLevel, dropLevels } from '../evaluations/levels-on-paper.server.ts';
import { lockBytes } from '../files/lock-bytes.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { loadAttachment, lockRecord } from './load-attachment.server.ts';

/** Who writes records, and who answers for their secrecy. */
export const mayRemoveAttachment: RoleGate = (actor) => mayWriteAchievement(actor) || hasRole(actor, 'secrecy');

/**
 * Takes a paper away: from then on nobody opens it. Its row says that it was there. One on which a readiness level rests stays as long
 * as the level does; the secrecy reviewer takes both away.
 */
export async function removeAttachment(ctx: ActorContext, attachmentId: string): Promise<void> {
  if (!mayRemoveAttachment(ctx.actor)) throw new AppError('forbidden');
  const { attachment, achievement } = await loadAttachment(ctx, attachmentId);
  if (!mayAttach(ctx.actor, achievement) && !mayClearAttachment(ctx.actor, achievement)) {
    throw new AppError('state_changed');
  }
  await inTransaction(ctx, async (tx) => {
    const now = await lockRecord(tx, achievement.id);
    if (!mayAttach(ctx.actor, now) && !mayClearAttachment(ctx.actor, now)) throw new AppError('state_changed');
    if (await carriesLevel(tx, attachment.id)) {
      if (!hasRole(tx.actor, 'secrecy')) {
        throw new AppError('conflict', {
          says: '就绪水平的第三方评定依据这份报告，不能撤下；先重新评定，或者因保密请保密审查人员撤下。',
        });
      }
      await dropLevels(tx, attachment.id);
    }
    const [row] = await tx.db
      .update(achievementAttachments)
      .set({ removedAt: tx.now() })
      .where(and(eq(achievementAttachments.id, attachment.id), isNull(achievementAttachments.removedAt)))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'achievement.detach', subjectType: 'achievement', subjectId: achievement.id });
    if (row.addedBy !== tx.actor.userId) await tellAdder(tx, row, achievement.id);
    // What the secrecy reviewer stops was shown to nobody, and nothing of it is kept (保守国家秘密法 art. 31).
    if (row.clearedAt === null && hasRole(tx.actor, 'secrecy')) await eraseBytes(tx, row.fileId);
  });
}

type Row = typeof achievementAttachments.$inferSelect;

const tellAdder = (tx: In<ActorContext>, row: Row, achievementId: string): Promise<void> =>
  notifyPeople(tx, [row.addedBy], {
    kind: 'achievement.detach',
    params: { title: row.title },
    href: `/desk/achievements/${achievementId}/attachments`,
  });

/** Bytes are shared by all who uploaded the same: they go when no other row names them. */
async function eraseBytes(tx: In<ActorContext>, fileId: string): Promise<void> {
  const [file] = await tx.db.select().from(files).where(eq(files.id, fileId));
  if (file === undefined) return;
  await lockBytes(tx, file.sha256);
  const others = await tx.db.$count(files, and(eq(files.sha256, file.sha256), ne(files.id, file.id)));
  if (others === 0) await tx.files.remove(file.sha256);
}
