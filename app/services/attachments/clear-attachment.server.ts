import { and, eq, isNull } from 'drizzle-orm';
import { hasRole, type RoleGate } from '#app/domain/access.ts';
import { mayClearAttachment, mustOpenPaper } from '#app/domain/attachment.ts';
import { AppError } from '#app/domain/errors.ts';
import { achievementAttachments } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { eyesOf } from '../reviews/second-eyes.server.ts';
import { loadAttachment, lockRecord } from './load-attachment.server.ts';

/** The unit's secrecy reviewers. */
export const mayClearAttachments: RoleGate = (actor) => hasRole(actor, 'secrecy');

/**
 * The secrecy reviewer has read a paper that came after the record was public: others may see it (保守国家秘密法 art. 35). Who added
 * it is not the one, unless his unit has nobody else and says so (design defaults `review.four_eyes`, `review.solo`).
 */
export async function clearAttachment(
  ctx: ActorContext,
  attachmentId: string,
  { isOpened = false }: { readonly isOpened?: boolean } = {},
): Promise<void> {
  if (!mayClearAttachments(ctx.actor)) throw new AppError('forbidden');
  const { attachment, achievement } = await loadAttachment(ctx, attachmentId);
  if (!mayClearAttachment(ctx.actor, achievement)) throw new AppError('state_changed');
  if (mustOpenPaper(attachment) && !isOpened)
    throw new AppError(
      'invalid',
      { says: '系统没有读全这份材料，或者筛查提示了要看的地方，请打开看过，再打勾。' },
      'opened',
    );
  await inTransaction(ctx, async (tx) => {
    if (!mayClearAttachment(ctx.actor, await lockRecord(tx, achievement.id))) throw new AppError('state_changed');
    const [row] = await tx.db
      .update(achievementAttachments)
      .set({ clearedAt: tx.now() })
      .where(
        and(
          eq(achievementAttachments.id, attachment.id),
          isNull(achievementAttachments.clearedAt),
          isNull(achievementAttachments.removedAt),
        ),
      )
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    const eyes = await eyesOf(tx, achievement.orgId, [row.addedBy]);
    if (eyes === 'own')
      throw new AppError('conflict', { says: '这份材料是你添加的，要由另一位保密审查人员来审。', eyes: 'own' });
    const deed = { subjectType: 'achievement', subjectId: achievement.id };
    await audit(tx, { deed: 'achievement.attachment_clear', ...deed });
    if (eyes === 'solo') await audit(tx, { deed: 'achievement.attachment_clear_solo', ...deed });
    if (isOpened) await audit(tx, { deed: 'achievement.attachment_open', ...deed });
    await notifyPeople(tx, [row.addedBy], {
      kind: 'achievement.attachment_clear',
      params: { title: row.title },
      href: `/desk/achievements/${achievement.id}/attachments`,
    });
  });
}

/** The papers that the unit's review of a record has read with it. */
export async function clearWithRecord(tx: In<ActorContext>, achievementId: string): Promise<void> {
  await tx.db
    .update(achievementAttachments)
    .set({ clearedAt: tx.now() })
    .where(
      and(
        eq(achievementAttachments.achievementId, achievementId),
        isNull(achievementAttachments.clearedAt),
        isNull(achievementAttachments.removedAt),
      ),
    );
}
