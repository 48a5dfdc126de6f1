import { eq } from 'drizzle-orm';
import { type ContractState, usedContractStates } from '#app/domain/contract-machine.ts';
import { hasRole, type RoleGate } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { contracts, usageFeedback } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';

/** Licensees say what the use brought: officers. */
export const mayGiveFeedback: RoleGate = (actor) => hasRole(actor, 'officer');

/** Whether an officer of the licensee finds the form at his contract: the technology is, or was, in use. */
export const findsFeedback = (
  ctx: ActorContext,
  { side, contract }: { readonly side: string | null; readonly contract: { readonly state: ContractState } },
): boolean => side === 'licensee' && mayGiveFeedback(ctx.actor) && usedContractStates.includes(contract.state);

/** A licensee says what the use of an achievement brought (应用效果); everybody reads it only if it agreed. */
export async function giveFeedback(
  ctx: ActorContext,
  {
    key,
    ...input
  }: {
    readonly contractId: string;
    readonly effect: string;
    readonly rating: number;
    readonly isPublic: boolean;
    readonly key?: string | undefined;
  },
): Promise<typeof usageFeedback.$inferSelect> {
  if (!mayGiveFeedback(ctx.actor)) throw new AppError('forbidden');
  const orgId = ctx.actor.org?.orgId ?? '';
  const [contract] = await ctx.db.select().from(contracts).where(eq(contracts.id, input.contractId));
  if (contract === undefined || contract.licenseeOrgId !== orgId) throw new AppError('not_found');
  if (!usedContractStates.includes(contract.state)) throw new AppError('state_changed');
  await screenTexts(ctx, [input.effect]);
  const { achievementId, licensorOrgId } = contract;
  return inTransaction(ctx, async (tx) => {
    const { id, earlier } = await onceRow(tx, usageFeedback, key, 'feedback.give');
    if (earlier) return earlier;
    const row = await insertRow(tx, usageFeedback, {
      ...input,
      id,
      achievementId,
      orgId,
      createdBy: tx.actor.userId,
      createdAt: tx.now(),
    });
    await audit(tx, { deed: 'feedback.give', subjectType: 'achievement', subjectId: achievementId });
    await notifyOrganisation(tx, licensorOrgId, ['officer', 'inventor'], {
      kind: 'feedback.give',
      params: { title: contract.title },
      href: `/desk/achievements/${achievementId}/evaluation`,
    });
    return row;
  });
}
