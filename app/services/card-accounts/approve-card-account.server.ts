import { takesPayments } from '#app/domain/card-account.ts';
import { AppError } from '#app/domain/errors.ts';
import { holdUntil, isOwnName, mayApproveAccount } from '#app/domain/payee-account.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { requireAccountKeeper } from '../organisations/own-payee-account.server.ts';
import { tellCounterparties } from '../organisations/tell-counterparties.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { type CardAccountRow, moveCardAccount } from './move-card-account.server.ts';
import { lockOwnCardAccount } from './own-card-account.server.ts';

/**
 * The second person has seen at the provider whose account it is and agrees. A day of waiting begins, of which everybody who may pay
 * is told. Who asked for the account, or had the page on which its papers are filed, cannot. An account in
 * another name, such as that of the unit's own body abroad, needs his reason.
 */
export async function approveCardAccount(
  ctx: ActorContext,
  { cardAccountId, name, note }: { cardAccountId: string; name: string; note: string },
): Promise<CardAccountRow> {
  requireAccountKeeper(ctx, mayApproveAccount);
  return inTransaction(ctx, async (tx) => {
    const row = await lockOwnCardAccount(tx, cardAccountId);
    const { userId } = tx.actor;
    if (row.proposedBy === userId || row.filedBy.includes(userId)) {
      throw new AppError('conflict', { says: '申请、开户或交材料的人不能自己同意，请另一位同事核对。' });
    }
    if (!takesPayments(row) || row.name !== name) throw new AppError('state_changed');
    const isOwn = isOwnName(row.name, tx.actor.org?.orgName ?? '');
    if (!isOwn && note === '') {
      throw new AppError('invalid', {
        says: '服务商那边的账户名称不是本机构的：请写明为什么是本单位的账户，否则撤回。',
      });
    }
    const activeFrom = holdUntil(tx.now());
    const held = await moveCardAccount(tx, row, 'approve', {
      approvedBy: tx.actor.userId,
      approvedAt: tx.now(),
      approveNote: note,
      activeFrom,
    });
    const { id: subjectId, orgId } = held;
    await setDeadline(tx, { kind: 'card_account.activate', subjectId, orgId: null, dueAt: activeFrom });
    const params = { title: tx.actor.org?.orgName ?? '' };
    await tellCounterparties(tx, orgId, { kind: 'card_account.hold', params });
    const own = { kind: 'card_account.approve', params: {}, href: '/desk/organisation/accounts/card' };
    await notifyOrganisation(tx, orgId, ['owner', 'finance', 'approver'], own);
    return held;
  });
}
