import { and, eq } from 'drizzle-orm';
import { hasRole, mayWriteAchievement, type RoleGate } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { nextState } from '#app/domain/machine.ts';
import { reachedLevel, type TrlAnswer, trlMachine } from '#app/domain/trl-assessment.ts';
import { achievements, trlAssessments } from '#db/schema/index.ts';
import { type Achievement, loadOwn } from '../achievements/load-own.server.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';

export type TrlAssessment = typeof trlAssessments.$inferSelect;

/** Whoever approves for the unit confirms an assessment that is not his own. */
export const mayConfirmTrl: RoleGate = (actor) => hasRole(actor, 'approver');

/** The unit answers the questions level by level; an earlier assessment that waits gives way, a confirmed one stands until then. */
export async function assessTrl(
  ctx: ActorContext,
  { id, answers }: { readonly id: string; readonly answers: readonly TrlAnswer[] },
): Promise<TrlAssessment> {
  if (!mayWriteAchievement(ctx.actor)) throw new AppError('forbidden');
  const achievement = await loadOwn(ctx, id);
  const level = reachedLevel(answers);
  if (level === 0) throw new AppError('invalid', { says: '第 1 级还没有证据，评不出级别。' }, 'met1');
  await screenTexts(
    ctx,
    answers.map(({ evidence }) => evidence),
  );
  return inTransaction(ctx, (tx) => submitTrl(tx, achievement, { answers: [...answers], level }));
}

/** Stores an assessment that waits for its confirmation, in place of one that still waited. */
export async function submitTrl(
  tx: In<ActorContext>,
  { id, orgId, versionN, name }: Achievement,
  columns: Pick<typeof trlAssessments.$inferInsert, 'answers' | 'level'> & Partial<typeof trlAssessments.$inferInsert>,
): Promise<TrlAssessment> {
  // One that waits a record, too: the approver confirms what he reads.
  await tx.db.select().from(achievements).where(eq(achievements.id, id)).for('update');
  await tx.db
    .update(trlAssessments)
    .set({ state: nextState(trlMachine, 'submitted', 'replace') })
    .where(and(eq(trlAssessments.achievementId, id), eq(trlAssessments.state, 'submitted')));
  const row = await insertRow(tx, trlAssessments, {
    ...columns,
    achievementId: id,
    orgId,
    versionN,
    state: trlMachine.initial,
    assessedBy: tx.actor.userId,
    createdAt: tx.now(),
  });
  await audit(tx, { deed: 'trl.submit', subjectType: 'achievement', subjectId: id, versionN });
  const href = `/desk/achievements/${id}/evaluation`;
  await notifyOrganisation(tx, orgId, ['approver'], { kind: 'trl.submit', params: { title: name }, href });
  return row;
}

/** Confirms or returns an assessment; never one's own. */
export async function decideTrl(
  ctx: ActorContext,
  { assessmentId, event, note }: { assessmentId: string; event: 'confirm' | 'return'; note?: string | undefined },
): Promise<TrlAssessment> {
  if (!mayConfirmTrl(ctx.actor)) throw new AppError('forbidden');
  const [before] = await ctx.db.select().from(trlAssessments).where(eq(trlAssessments.id, assessmentId));
  if (before === undefined || before.orgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  if (before.assessedBy === ctx.actor.userId) throw new AppError('forbidden');
  const state = nextState(trlMachine, before.state, event);
  await screenTexts(ctx, [note ?? '']);
  return inTransaction(ctx, async (tx) => {
    // One confirmed level a record: whoever confirms two at once waits here.
    await tx.db.select().from(achievements).where(eq(achievements.id, before.achievementId)).for('update');
    if (event === 'confirm') {
      await tx.db
        .update(trlAssessments)
        .set({ state: nextState(trlMachine, 'confirmed', 'replace') })
        .where(and(eq(trlAssessments.achievementId, before.achievementId), eq(trlAssessments.state, 'confirmed')));
    }
    const [row] = await tx.db
      .update(trlAssessments)
      .set({ state, note: note || null, decidedBy: tx.actor.userId, decidedAt: tx.now() })
      .where(and(eq(trlAssessments.id, before.id), eq(trlAssessments.state, before.state)))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, {
      deed: `trl.${event}`,
      subjectType: 'achievement',
      subjectId: row.achievementId,
      versionN: row.versionN,
    });
    // The confirmed level is the one that is shown, found and asked for from now on.
    if (event === 'confirm') await noteSearchChange(tx, 'achievement', row.achievementId);
    await notifyPeople(tx, [row.assessedBy], {
      kind: `trl.${event}`,
      href: `/desk/achievements/${row.achievementId}/evaluation`,
    });
    return row;
  });
}
