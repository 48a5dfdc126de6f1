import { and, eq, isNull } from 'drizzle-orm';
import { mayWriteAchievement } from '#app/domain/access.ts';
import { type AttachmentKind, maxAttachments, mayAttach } from '#app/domain/attachment.ts';
import { AppError } from '#app/domain/errors.ts';
import { achievementAttachments, achievements, files, requestKeys } from '#db/schema/index.ts';
import { loadOwn } from '../achievements/load-own.server.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { type Screened, screenPaper } from '../secrecy/screen-paper.server.ts';

export type Attachment = typeof achievementAttachments.$inferSelect;

interface AddInput {
  readonly id: string;
  readonly kind: AttachmentKind;
  readonly title: string;
  readonly file: Received;
  readonly key?: string | undefined;
}

/**
 * Adds a paper to one of the unit's records. What is public already has been reviewed without it: the secrecy reviewer is told,
 * and nobody outside sees the paper before he has.
 */
export async function addAttachment(
  ctx: ActorContext,
  { id: achievementId, kind, title, file, key }: AddInput,
): Promise<Attachment> {
  if (!mayWriteAchievement(ctx.actor)) throw new AppError('forbidden');
  const before = await loadOwn(ctx, achievementId);
  if (!mayAttach(ctx.actor, before)) throw new AppError('state_changed');
  // A form sent again and a list that is full cost no reading.
  const isAgain = await hasKey(ctx, key);
  let screened: Screened = { reading: 'none', flags: [] };
  if (!isAgain) {
    await requireRoom(ctx, before.id);
    screened = await screenPaper(ctx, file, [title]);
  }
  return inTransaction(ctx, async (tx) => {
    const { id, earlier } = await onceRow(tx, achievementAttachments, key, 'achievement.attach');
    if (earlier) return earlier;
    // Nobody has read this one.
    if (isAgain) throw new AppError('conflict');
    const [row] = await tx.db.select().from(achievements).where(eq(achievements.id, before.id)).for('update');
    if (row === undefined || !mayAttach(ctx.actor, row)) throw new AppError('state_changed');
    await requireRoom(tx, row.id);
    await requireNew(tx, row.id, file);
    const kept = await keepFile(tx, file, 'attachment', row.orgId);
    const added = await insertRow(tx, achievementAttachments, {
      id,
      achievementId: row.id,
      fileId: kept.id,
      kind,
      title,
      reading: screened.reading,
      flags: [...screened.flags],
      addedBy: tx.actor.userId,
    });
    await audit(tx, { deed: 'achievement.attach', subjectType: 'achievement', subjectId: row.id });
    if (row.state === 'published') {
      await notifyOrganisation(tx, row.orgId, ['secrecy'], {
        kind: 'achievement.attach',
        params: { title: row.name },
        href: `/desk/achievements/${row.id}/attachments`,
      });
    }
    return added;
  });
}

async function requireRoom({ db }: Pick<ActorContext, 'db'>, achievementId: string): Promise<void> {
  const there = and(eq(achievementAttachments.achievementId, achievementId), isNull(achievementAttachments.removedAt));
  if ((await db.$count(achievementAttachments, there)) < maxAttachments) return;
  throw new AppError('invalid', { says: `一项成果最多 ${maxAttachments} 份材料，请先撤下不用的。` }, 'file');
}

/** The same bytes stand in a record once, whatever they are called: a form sent again must not declare a second paper harmless. */
async function requireNew({ db }: Pick<ActorContext, 'db'>, achievementId: string, file: Received): Promise<void> {
  const [same] = await db
    .select({ title: achievementAttachments.title })
    .from(achievementAttachments)
    .innerJoin(files, eq(files.id, achievementAttachments.fileId))
    .where(
      and(
        eq(achievementAttachments.achievementId, achievementId),
        isNull(achievementAttachments.removedAt),
        eq(files.sha256, file.sha256),
      ),
    );
  if (same === undefined) return;
  const says = `这份文件已经在材料里，名称是“${same.title}”。要改名称或种类，先撤下它再上传。`;
  throw new AppError('duplicate', { says }, 'file', [{ field: 'file', says }]);
}

const hasKey = async ({ db }: ActorContext, key: string | undefined): Promise<boolean> =>
  key !== undefined && (await db.$count(requestKeys, eq(requestKeys.key, key))) > 0;
