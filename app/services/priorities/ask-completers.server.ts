import { asc, eq } from 'drizzle-orm';
import { holds } from '#app/domain/access.ts';
import { priorityUntil } from '#app/domain/completer-priority.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { achievementPeople, priorityInquiries } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { lockOpenTransfer, requireOwnTransfer } from './own-transfer.server.ts';

export const mayAskCompleters = holds('officer');

/**
 * The unit's officer asks those who completed the object whether they buy first at the terms of this version (Civil Code art. 847). Asked
 * once a version: again is state_changed; a record that names nobody is invalid.
 */
export async function askCompleters(
  ctx: ActorContext,
  asked: { readonly contractId: string; readonly versionN: number },
): Promise<void> {
  if (!mayAskCompleters(ctx.actor)) throw new AppError('forbidden');
  await requireOwnTransfer(ctx, asked.contractId);
  await inTransaction(ctx, async (tx) => {
    const { id: contractId, versionN, achievementId, licensorOrgId: orgId, title } = await lockOpenTransfer(tx, asked);
    const listed = await tx.db
      .select({ name: achievementPeople.name, userId: achievementPeople.userId })
      .from(achievementPeople)
      .where(eq(achievementPeople.achievementId, achievementId))
      .orderBy(asc(achievementPeople.position));
    // One line a name: of two who share it, the account that is known is asked.
    const people = [...new Map(listed.toReversed().map((each) => [each.name, each])).values()].toReversed();
    if (people.length === 0) throw new AppError('invalid', { says: '成果记录里没有完成人，请先在成果里补上。' });
    const [row] = await tx.db
      .insert(priorityInquiries)
      .values({
        contractId,
        orgId,
        versionN,
        people,
        untilOn: priorityUntil(dayOf(tx.now())),
        askedBy: tx.actor.userId,
        askedAt: tx.now(),
      })
      .onConflictDoNothing()
      .returning({ id: priorityInquiries.id });
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'contract.ask_completers', subjectType: 'contract', subjectId: contractId, versionN });
    const accounts = people.flatMap(({ userId }) => userId ?? []);
    const href = `/desk/contracts/${contractId}/priority`;
    await notifyPeople(tx, accounts, { kind: 'contract.ask_completers', params: { title }, href });
  });
}
