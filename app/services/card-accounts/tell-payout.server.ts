import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { tellCounterparties } from '../organisations/tell-counterparties.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import type { CardAccountRow } from './move-card-account.server.ts';

/**
 * The bank account to which the provider pays out was changed there, where the platform's two people and its day of hold do not
 * reach. Its own people are told, and everybody who pays on it or was told that he will.
 */
export async function tellPayout(tx: In<Context>, { id, orgId, state }: CardAccountRow): Promise<void> {
  // While it is opened its bank account is filed for the first time.
  if (state !== 'ready' && state !== 'held' && state !== 'active') return;
  await audit(tx, { deed: 'card_account.payout', subjectType: 'card_account', subjectId: id, orgId });
  const own = { kind: 'card_account.payout', params: {}, href: '/desk/organisation/accounts/card' };
  await notifyOrganisation(tx, orgId, ['owner', 'finance', 'approver'], own);
  if (state !== 'ready') await tellCounterparties(tx, orgId, { kind: 'card_account.payout_changed', params: {} });
}
