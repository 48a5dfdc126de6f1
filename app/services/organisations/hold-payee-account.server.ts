import { holdUntil, maskedAccountNo } from '#app/domain/payee-account.ts';
import type { Context, In } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { movePayeeAccount, type PayeeAccountRow } from './move-payee-account.server.ts';
import { tellCounterparties } from './tell-counterparties.server.ts';

/** An account is verified: a day of waiting begins, and everybody who may pay the organisation is told before it counts. */
export async function holdPayeeAccount(
  tx: In<Context>,
  account: PayeeAccountRow,
  event: 'prove' | 'pass',
  columns: Partial<Pick<PayeeAccountRow, 'probeTries' | 'verifiedBy'>>,
): Promise<PayeeAccountRow> {
  const verifiedAt = tx.now();
  const activeFrom = holdUntil(verifiedAt);
  const held = await movePayeeAccount(tx, account, event, { ...columns, verifiedAt, activeFrom });
  const { id, orgId, accountName, accountNo } = held;
  await setDeadline(tx, { kind: 'payee_account.activate', subjectId: id, orgId: null, dueAt: activeFrom });
  const params = { title: `${accountName} ${maskedAccountNo(accountNo)}` };
  await tellCounterparties(tx, orgId, { kind: 'payee_account.hold', params });
  const own = { kind: 'payee_account.verified', params: {}, href: '/desk/organisation/accounts' };
  await notifyOrganisation(tx, orgId, ['owner', 'finance', 'approver'], own);
  return held;
}
