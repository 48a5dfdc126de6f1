import { and, eq } from 'drizzle-orm';
import { mandateStates } from '#app/domain/deal-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { mandates } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { endInvitations } from './end-invitations.server.ts';
import type { Deal } from './load-deal.server.ts';
import { moveMandate } from './move-mandate.server.ts';
import type { Mandate } from './reach-deal.server.ts';

/** A mandate as it stands, held until the transaction ends. */
export async function lockMandate(tx: In<Context>, id: string): Promise<Mandate> {
  const [row] = await tx.db.select().from(mandates).where(eq(mandates.id, id)).for('update');
  if (row === undefined) throw new AppError('state_changed');
  return row;
}

/** A mandate ends before the signature, and with it every part of its commission: agreed on or still being agreed on. */
export async function endParts(tx: In<Context>, mandate: Mandate, deal: Deal): Promise<void> {
  await endInvitations(tx, eq(mandates.sharesWithId, mandate.id));
  if (!mandateStates.includes(deal.state)) return;
  const parts = await tx.db
    .select()
    .from(mandates)
    .where(and(eq(mandates.sharesWithId, mandate.id), eq(mandates.state, 'active')))
    .for('update');
  for (const part of parts) {
    await endParts(tx, part, deal);
    const row = await moveMandate(tx, part, 'end');
    await giveBack(tx, row, deal);
    await notifyOrganisation(tx, row.clientOrgId, ['officer'], {
      kind: 'mandate.end',
      href: `/desk/deals/${row.dealId}`,
    });
    await notifyPeople(tx, [row.brokerUserId], { kind: 'mandate.end', href: '/desk/mandates' });
  }
}

/**
 * A part that ended before the signature is earned by nobody: it goes back into the commission that it was taken from, so that sharing
 * one never makes it smaller. What was being agreed on out of the smaller one is taken back. After the signature both are earned.
 */
export async function giveBack(tx: In<Context>, { id, sharesWithId }: Mandate, deal: Deal): Promise<void> {
  if (sharesWithId === null || !mandateStates.includes(deal.state)) return;
  const first = await lockMandate(tx, sharesWithId);
  const part = await lockMandate(tx, id);
  const feeFen = first.feeFen === null ? null : first.feeFen + (part.feeFen ?? 0n);
  await tx.db
    .update(mandates)
    .set({ feePpm: first.feePpm + part.feePpm, feeFen })
    .where(eq(mandates.id, first.id));
  await tx.db
    .update(mandates)
    .set({ feePpm: 0, feeFen: part.feeFen === null ? null : 0n })
    .where(eq(mandates.id, part.id));
  await audit(tx, { deed: 'mandate.give_back', subjectType: 'mandate', subjectId: first.id, orgId: first.clientOrgId });
  await endInvitations(tx, eq(mandates.sharesWithId, first.id));
  await notifyPeople(tx, [first.brokerUserId], { kind: 'mandate.give_back', href: `/desk/deals/${first.dealId}` });
}
