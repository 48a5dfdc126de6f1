import { and, eq, inArray } from 'drizzle-orm';
import { hasRole, mayWriteAchievement, type RoleGate } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { nextState, sourcesOf } from '#app/domain/machine.ts';
import { reachedLevel, type TrlAnswer, trlMachine } from '#app/domain/trl-assessment.ts';
import { trlAssessments } from '#db/schema/index.ts';
import { loadOwn } from '../achievements/load-own.server.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';

export type TrlAssessment = typeof trlAssessments.$inferSelect;

/** Whoever approves for the unit confirms an assessment that is not his own. */
export const mayConfirmTrl: RoleGate = (actor) => hasRole(actor, 'approver');

/** The unit answers the questions level by level; an earlier assessment gives way. */
export async function assessTrl(
  ctx: ActorContext,
  { id, answers }: { readonly id: string; readonly answers: readonly TrlAnswer[] },
): Promise<TrlAssessment> {
  if (!mayWriteAchievement(ctx.actor)) throw new AppError('forbidden');
  const { orgId, versionN, name } = await loadOwn(ctx, id);
  const level = reachedLevel(answers);
  if (level === 0) throw new AppError('invalid', { says: '第 1 级还没有证据，评不出级别。' }, 'met1');
  await screenTexts(
    ctx,
    answers.map(({ evidence }) => evidence),
  );
  return inTransaction(ctx, async (tx) => {
    await tx.db
      .update(trlAssessments)
      .set({ state: nextState(trlMachine, 'submitted', 'replace') })
      .where(
        and(eq(trlAssessments.achievementId, id), inArray(trlAssessments.state, sourcesOf(trlMachine, 'replace'))),
      );
    const row = await insertRow(tx, trlAssessments, {
      achievementId: id,
      orgId,
      versionN,
      answers: [...answers],
      level,
      state: trlMachine.initial,
      assessedBy: tx.actor.userId,
      createdAt: tx.now(),
    });
    await audit(tx, { deed: 'trl.submit', subjectType: 'achievement', subjectId: id, versionN });
    const href = `/desk/achievements/${id}/evaluation`;
    await notifyOrganisation(tx, orgId, ['approver'], { kind: 'trl.submit', params: { title: name }, href });
    return row;
  });
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
    await notifyPeople(tx, [row.assessedBy], {
      kind: `trl.${event}`,
      href: `/desk/achievements/${row.achievementId}/evaluation`,
    });
    return row;
  });
}
