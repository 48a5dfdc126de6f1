import { and, eq, inArray } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { hasTalked } from '#app/domain/deal-access.ts';
import { openDealStates } from '#app/domain/deal-state.ts';
import type { DeclineReason } from '#app/domain/deal.ts';
import { isMatchable } from '#app/domain/demand-match.ts';
import { AppError } from '#app/domain/errors.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { achievements, deals, demands, demandVersions, introductions, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { answerPair } from '../deals/answer-pair.server.ts';
import { openTalkingDeal } from '../deals/open-talking-deal.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import type { Introduction } from './propose-pair.server.ts';
import { refuseConflict } from './refuse-conflict.server.ts';

/** One side answers a broker's pairing. With both in favour the deal opens, and the broker's mandates hold in it from now on. */
export async function answerIntroduction(
  ctx: ActorContext,
  input: { id: string } & ({ accept: true } | { accept: false; reason: DeclineReason }),
): Promise<Introduction> {
  const { org } = ctx.actor;
  if (org === null || !hasRole(ctx.actor, 'officer')) throw new AppError('forbidden');
  if (input.accept && !org.verified) throw new AppError('organisation_unverified');
  return inTransaction(ctx, async (tx) => {
    // The row orders the two answers, so that the later one opens the deal, once.
    const [row] = await tx.db.select().from(introductions).where(eq(introductions.id, input.id)).for('update');
    if (row === undefined || ![row.licensorOrgId, row.licenseeOrgId].includes(org.orgId))
      throw new AppError('not_found');
    if (row.state !== 'proposed') throw new AppError('state_changed');
    const isLicensor = row.licensorOrgId === org.orgId;
    if (!input.accept) return decline(tx, row, org.orgId, input.reason);
    const yes = isLicensor ? { licensorYesAt: tx.now() } : { licenseeYesAt: tx.now() };
    const isBoth = (isLicensor ? row.licenseeYesAt : row.licensorYesAt) !== null;
    const dealId = isBoth ? await openDeal(tx, row) : null;
    const state = isBoth ? 'opened' : 'proposed';
    await audit(tx, { deed: 'introduction.accept', subjectType: 'introduction', subjectId: row.id });
    if (dealId !== null) {
      const notice = { kind: 'introduction.open', href: `/desk/deals/${dealId}` };
      for (const orgId of [row.licensorOrgId, row.licenseeOrgId])
        await notifyOrganisation(tx, orgId, ['officer'], notice);
      await notifyPeople(tx, [row.brokerUserId], { ...notice, href: '/desk/mandates#introductions' });
    }
    return update(tx, row.id, { ...yes, state, dealId });
  });
}

async function decline(tx: In<ActorContext>, row: Introduction, orgId: string, reason: DeclineReason) {
  await audit(tx, { deed: 'introduction.decline', subjectType: 'introduction', subjectId: row.id });
  await answerPair(tx, row, 'declined', { orgId, reason });
  await notifyPeople(tx, [row.brokerUserId], { kind: 'introduction.decline', href: '/desk/mandates#introductions' });
  // Who had said yes need not wait any longer.
  const [other, saidYes] =
    orgId === row.licensorOrgId ? [row.licenseeOrgId, row.licenseeYesAt] : [row.licensorOrgId, row.licensorYesAt];
  if (saidYes !== null)
    await notifyOrganisation(tx, other, ['officer'], {
      kind: 'introduction.other_no',
      href: '/desk/brokers#introductions',
    });
  return update(tx, row.id, { state: 'declined', declinedByOrg: orgId, declineReason: reason });
}

async function openDeal(tx: In<ActorContext>, row: Introduction): Promise<string> {
  const [achievement] = await tx.db
    .select()
    .from(achievements)
    .where(and(eq(achievements.id, row.achievementId), eq(achievements.state, 'published')))
    .for('update');
  if (achievement === undefined) throw new AppError('state_changed');
  const sides = [row.licensorOrgId, row.licenseeOrgId];
  if ((await tx.db.$count(organisations, and(inArray(organisations.id, sides), listingShown))) < 2)
    throw new AppError('state_changed');
  const [demand] = await tx.db
    .select({ state: demands.state, data: demandVersions.data })
    .from(demands)
    .innerJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
    .where(eq(demands.id, row.demandId))
    .for('update', { of: demands });
  if (demand === undefined || !isMatchable(demand.state)) throw new AppError('state_changed');
  // An anonymous enterprise reads of its own relation with the pairing and decides itself: a refusal would tell who it is.
  const named = demand.data.confidentiality === 'anonymous' ? [row.licensorOrgId] : sides;
  await refuseConflict(tx, row.brokerUserId, named, '这位技术经纪人申报过与其中一方的利益关系，这一对不能由他撮合。');
  // Both say yes and talk already, with or without the broker: the talk that runs is the one.
  const [open] = await tx.db
    .select({ id: deals.id })
    .from(deals)
    .where(
      and(
        eq(deals.achievementId, row.achievementId),
        eq(deals.licenseeOrgId, row.licenseeOrgId),
        inArray(deals.state, openDealStates.filter(hasTalked)),
      ),
    );
  if (open !== undefined) return open.id;
  const deal = await openTalkingDeal(tx, {
    achievementId: achievement.id,
    achievementVersionN: achievement.versionN,
    licensorOrgId: row.licensorOrgId,
    licenseeOrgId: row.licenseeOrgId,
    demandId: row.demandId,
    origin: 'broker',
    sourceId: row.id,
    purpose: row.message,
    askedBy: row.brokerUserId,
    repliedBy: tx.actor.userId,
    saidByOrgId: row.licenseeOrgId,
    deed: 'deal.introduce',
  });
  return deal.id;
}

async function update(tx: In<ActorContext>, id: string, columns: Partial<Introduction>): Promise<Introduction> {
  const [row] = await tx.db
    .update(introductions)
    .set({ ...columns, updatedAt: tx.now() })
    .where(eq(introductions.id, id))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  return row;
}
