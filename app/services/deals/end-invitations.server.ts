import { and, inArray, type SQL } from 'drizzle-orm';
import { mandates } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { moveMandate } from './move-mandate.server.ts';

/** Takes back invitations to brokers that nobody answered in time: there is nothing left to bring about, or to share. */
export async function endInvitations(tx: In<Context>, which: SQL): Promise<void> {
  const waiting = await tx.db
    .select()
    .from(mandates)
    .where(and(which, inArray(mandates.state, ['invited', 'sharing'])))
    // Who answers at this moment is waited for: his answer stands, and the signature or the end does not fail on it.
    .for('update');
  for (const mandate of waiting) {
    const row = await moveMandate(tx, mandate, 'withdraw');
    const kind = 'mandate.withdraw';
    await notifyOrganisation(tx, row.clientOrgId, ['officer'], { kind, href: `/desk/deals/${row.dealId}` });
    // Who was never asked is told nothing.
    if (mandate.state === 'invited') await notifyPeople(tx, [row.brokerUserId], { kind, href: '/desk/mandates' });
  }
}
