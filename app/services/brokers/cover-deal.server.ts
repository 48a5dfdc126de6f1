import { and, asc, eq, inArray } from 'drizzle-orm';
import { addMonths, dayOf } from '#app/domain/days.ts';
import { isBypass, splitFee, splitFixedFee } from '#app/domain/engagement.ts';
import { engagements, introductions, mandates } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';

interface CoveredDeal {
  readonly id: string;
  readonly achievementId: string;
  readonly licensorOrgId: string;
  readonly licenseeOrgId: string;
}

/**
 * Gives a new deal the mandates of the brokers who introduced its two sides within a standing mandate, also where the two go on
 * without them (反跳单, Civil Code art. 965). A mandate starts with the deal, so before its contract; each broker of a shared one has
 * his part of the commission.
 */
export async function coverDeal(tx: In<Context>, deal: CoveredDeal): Promise<void> {
  const introduced = await tx.db
    .select()
    .from(introductions)
    .where(
      and(eq(introductions.achievementId, deal.achievementId), eq(introductions.licenseeOrgId, deal.licenseeOrgId)),
    );
  if (introduced.length === 0) return;
  const today = dayOf(tx.now());
  const standing = await tx.db
    .select()
    .from(engagements)
    .where(
      and(
        inArray(engagements.clientOrgId, [deal.licensorOrgId, deal.licenseeOrgId]),
        inArray(engagements.state, ['active', 'ended']),
      ),
    )
    // Who ends a mandate in the same moment comes before or after, not between.
    .for('share');
  const groups = new Set(
    standing
      .filter((mandate) =>
        introduced.some(
          (row) => row.brokerUserId === mandate.brokerUserId && isBypass(mandate, dayOf(row.createdAt), today),
        ),
      )
      .map(({ groupId }) => groupId),
  );
  for (const groupId of groups) {
    const group = await tx.db
      .select()
      .from(engagements)
      .where(eq(engagements.groupId, groupId))
      .orderBy(asc(engagements.id));
    const [first] = group;
    if (first === undefined) continue;
    // The parts are of the commission that was offered: who declined leaves his to nobody.
    const splits = group.map(({ splitPpm }) => splitPpm);
    const parts = splitFee(first.feePpm ?? 0, splits);
    const fixed = first.feeFen === null ? null : splitFixedFee(first.feeFen, splits);
    for (const [at, row] of group.entries()) {
      if (!standing.some(({ id }) => id === row.id)) continue;
      const [made] = await tx.db
        .insert(mandates)
        .values({
          dealId: deal.id,
          brokerUserId: row.brokerUserId,
          brokerOrgId: row.brokerOrgId,
          clientOrgId: row.clientOrgId,
          feePpm: parts[at] ?? 0,
          feeFen: fixed?.[at] ?? null,
          startsOn: today,
          endsOn: addMonths(row.endsOn, row.tailMonths),
          state: 'active',
          conflictNote: row.conflictNote,
          invitedBy: row.invitedBy,
          repliedAt: tx.now(),
          createdAt: tx.now(),
        })
        .onConflictDoNothing()
        .returning();
      if (made === undefined) continue;
      await audit(tx, { deed: 'mandate.cover', subjectType: 'mandate', subjectId: made.id, orgId: row.clientOrgId });
      const notice = { kind: 'mandate.cover', href: `/desk/deals/${deal.id}` };
      await notifyPeople(tx, [row.brokerUserId], notice);
      await notifyOrganisation(tx, row.clientOrgId, ['officer'], notice);
    }
  }
}
