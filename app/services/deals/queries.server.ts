import { and, count, desc, eq, exists, gte, inArray, lte, notInArray, or, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { hasRole } from '#app/domain/access.ts';
import { dayOf } from '#app/domain/days.ts';
import { orgOf, otherSide, requesterSide, seesAllDeals } from '#app/domain/deal-access.ts';
import { openDealStates } from '#app/domain/deal-state.ts';
import { achievementPeople, achievements, deals, mandates, organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { demandConfidentiality, hidesLicensee } from './unnamed-licensee.server.ts';

const licensors = alias(organisations, 'licensors');
const licensees = alias(organisations, 'licensees');

export const dealsPageSize = 20;

/** Deals that the actor sees: his organisation's, an inventor only those of his achievements, a broker by his mandates. */
function visibleDeals(ctx: ActorContext): SQL | undefined {
  const today = dayOf(ctx.now());
  const byMandate = exists(
    ctx.db
      .select({ id: mandates.id })
      .from(mandates)
      .where(
        and(
          eq(mandates.dealId, deals.id),
          eq(mandates.brokerUserId, ctx.actor.userId),
          gte(mandates.endsOn, today),
          or(eq(mandates.state, 'invited'), and(eq(mandates.state, 'active'), lte(mandates.startsOn, today))),
        ),
      ),
  );
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) return byMandate;
  if (seesAllDeals(ctx.actor)) {
    return or(eq(deals.licensorOrgId, orgId), eq(deals.licenseeOrgId, orgId), byMandate);
  }
  if (!hasRole(ctx.actor, 'inventor')) return byMandate;
  const ownWork = exists(
    ctx.db
      .select({ id: achievementPeople.id })
      .from(achievementPeople)
      .where(
        and(eq(achievementPeople.achievementId, deals.achievementId), eq(achievementPeople.userId, ctx.actor.userId)),
      ),
  );
  return or(and(eq(deals.licensorOrgId, orgId), ownWork), byMandate);
}

export const dealViews = ['all', 'waiting', 'open', 'ended'] as const;
export type DealView = (typeof dealViews)[number];

export async function listDeals(ctx: ActorContext, { view, page }: { view: DealView; page: number }) {
  const open = inArray(deals.state, [...openDealStates]);
  const views: Record<DealView, SQL | undefined> = {
    all: undefined,
    waiting: eq(deals.state, 'requested'),
    open,
    ended: notInArray(deals.state, [...openDealStates]),
  };
  const where = and(visibleDeals(ctx), views[view]);
  const [rows, [total]] = await Promise.all([
    ctx.db
      .select({
        id: deals.id,
        no: deals.no,
        state: deals.state,
        origin: deals.origin,
        achievementName: achievements.name,
        licensorOrgId: deals.licensorOrgId,
        licenseeOrgId: deals.licenseeOrgId,
        licensorName: licensors.name,
        licenseeName: licensees.name,
        isSample: licensors.isSample,
        replyDueAt: deals.replyDueAt,
        repliedAt: deals.repliedAt,
        declineReason: deals.declineReason,
        updatedAt: deals.updatedAt,
        confidentiality: demandConfidentiality,
      })
      .from(deals)
      .innerJoin(achievements, eq(achievements.id, deals.achievementId))
      .innerJoin(licensors, eq(licensors.id, deals.licensorOrgId))
      .innerJoin(licensees, eq(licensees.id, deals.licenseeOrgId))
      .where(where)
      .orderBy(desc(deals.updatedAt), desc(deals.id))
      .limit(dealsPageSize)
      .offset((page - 1) * dealsPageSize),
    ctx.db.select({ n: count() }).from(deals).where(where),
  ]);
  const shown = rows.map(({ confidentiality, licenseeOrgId, licenseeName, ...row }) => {
    const parties = { ...row, licenseeOrgId };
    const isHidden = hidesLicensee(ctx, parties, confidentiality);
    return {
      ...row,
      licenseeOrgId: isHidden ? null : licenseeOrgId,
      licenseeName: isHidden ? null : licenseeName,
      isAsked: orgOf(parties, otherSide(requesterSide(parties))) === ctx.actor.org?.orgId,
    };
  });
  return { rows: shown, total: total?.n ?? 0 };
}
