import { and, eq, inArray } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { achievementPatents, achievements, organisationPatents } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import { mayKeepPatents } from './own-patents.server.ts';

/**
 * Says that an achievement rests on patents of the unit's list. They stand beside the text of the record, so that a public one
 * need not be withdrawn for it: numbers, names and states of patents are public.
 */
export async function attachPatents(
  ctx: ActorContext,
  { numbers, achievementNo }: { readonly numbers: readonly string[]; readonly achievementNo: string },
): Promise<number> {
  const { org } = ctx.actor;
  if (org === null || !mayKeepPatents(ctx.actor)) throw new AppError('forbidden');
  const [achievement] = await ctx.db
    .select()
    .from(achievements)
    .where(and(eq(achievements.no, achievementNo), eq(achievements.orgId, org.orgId)));
  if (achievement === undefined || achievement.state === 'withdrawn') {
    throw new AppError('invalid', { says: '没有找到本单位的这项成果，请核对编号。' }, 'achievementNo');
  }
  return inTransaction(ctx, async (tx) => {
    const own = await tx.db
      .select({ number: organisationPatents.number })
      .from(organisationPatents)
      .where(and(eq(organisationPatents.orgId, org.orgId), inArray(organisationPatents.number, [...numbers])))
      .for('share');
    if (own.length < new Set(numbers).size) throw new AppError('state_changed');
    const added = await tx.db
      .insert(achievementPatents)
      .values(
        own.map(({ number }) => ({
          achievementId: achievement.id,
          orgId: org.orgId,
          number,
          addedBy: tx.actor.userId,
          createdAt: tx.now(),
        })),
      )
      .onConflictDoNothing()
      .returning({ id: achievementPatents.id });
    if (added.length === 0) return 0;
    await audit(tx, { deed: 'patent.attach', subjectType: 'achievement', subjectId: achievement.id });
    await noteSearchChange(tx, 'achievement', achievement.id);
    return added.length;
  });
}

/** Takes the link back. What the record's own text names stays. */
export async function detachPatent(
  ctx: ActorContext,
  { number, achievementId }: { readonly number: string; readonly achievementId: string },
): Promise<void> {
  const { org } = ctx.actor;
  if (org === null || !mayKeepPatents(ctx.actor)) throw new AppError('forbidden');
  await inTransaction(ctx, async (tx) => {
    const gone = await tx.db
      .delete(achievementPatents)
      .where(
        and(
          eq(achievementPatents.orgId, org.orgId),
          eq(achievementPatents.achievementId, achievementId),
          eq(achievementPatents.number, number),
        ),
      )
      .returning({ id: achievementPatents.id });
    if (gone.length === 0) throw new AppError('not_found');
    await audit(tx, { deed: 'patent.detach', subjectType: 'achievement', subjectId: achievementId });
    await noteSearchChange(tx, 'achievement', achievementId);
  });
}
