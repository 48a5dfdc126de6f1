import { and, desc, eq, gte, isNotNull, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import {
  achievements,
  deals,
  demands,
  demandVersions,
  engagements,
  introductions,
  organisations,
  users,
} from '#db/schema/index.ts';
import { AppError } from '#app/domain/errors.ts';
import { addDays, dayOf, startOfDay } from '#app/domain/days.ts';
import type { ActorContext } from '../context.server.ts';

/** Standing mandates of the actor as a broker, or of his organisation as a client, the newest first. */
export const listEngagements = (ctx: ActorContext, as: 'broker' | 'client') =>
  ctx.db
    .select({
      id: engagements.id,
      scope: engagements.scope,
      isExclusive: engagements.isExclusive,
      startsOn: engagements.startsOn,
      endsOn: engagements.endsOn,
      feePpm: engagements.feePpm,
      feeFen: engagements.feeFen,
      splitPpm: engagements.splitPpm,
      tailMonths: engagements.tailMonths,
      state: engagements.state,
      clientName: organisations.name,
      clientIsSample: organisations.isSample,
      brokerName: users.name,
    })
    .from(engagements)
    .innerJoin(organisations, eq(organisations.id, engagements.clientOrgId))
    .innerJoin(users, eq(users.id, engagements.brokerUserId))
    .where(
      as === 'broker'
        ? eq(engagements.brokerUserId, ctx.actor.userId)
        : eq(engagements.clientOrgId, ctx.actor.org?.orgId ?? ''),
    )
    .orderBy(desc(engagements.createdAt))
    .limit(100);

const licensors = alias(organisations, 'licensors');
const licensees = alias(organisations, 'licensees');

/** Pairings that the actor proposed as a broker, or that wait for his organisation. An anonymous enterprise is named to nobody. */
export async function listIntroductions(ctx: ActorContext, as: 'broker' | 'party') {
  const orgId = ctx.actor.org?.orgId ?? '';
  const rows = await ctx.db
    .select({
      id: introductions.id,
      state: introductions.state,
      message: introductions.message,
      achievementName: achievements.name,
      achievementNo: achievements.no,
      demandTitle: demands.title,
      confidentiality: sql<string>`${demandVersions.data}->>'confidentiality'`,
      licensorName: licensors.name,
      licenseeName: licensees.name,
      licensorOrgId: introductions.licensorOrgId,
      licenseeOrgId: introductions.licenseeOrgId,
      licensorYesAt: introductions.licensorYesAt,
      licenseeYesAt: introductions.licenseeYesAt,
      declineReason: introductions.declineReason,
      dealId: introductions.dealId,
      brokerName: users.name,
      isRelated: sql<boolean>`exists (select 1 from brokers b where b.user_id = ${introductions.brokerUserId}
        and ${ctx.actor.org?.orgId ?? null}::uuid = any(b.conflict_org_ids))`,
      createdAt: introductions.createdAt,
    })
    .from(introductions)
    .innerJoin(achievements, eq(achievements.id, introductions.achievementId))
    .innerJoin(demands, eq(demands.id, introductions.demandId))
    .innerJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
    .innerJoin(licensors, eq(licensors.id, introductions.licensorOrgId))
    .innerJoin(licensees, eq(licensees.id, introductions.licenseeOrgId))
    .innerJoin(users, eq(users.id, introductions.brokerUserId))
    .where(
      as === 'broker'
        ? eq(introductions.brokerUserId, ctx.actor.userId)
        : or(eq(introductions.licensorOrgId, orgId), eq(introductions.licenseeOrgId, orgId)),
    )
    .orderBy(desc(introductions.createdAt))
    .limit(100);
  return rows.map(
    ({ confidentiality, licensorOrgId, licenseeOrgId: _licensee, licensorYesAt, licenseeYesAt, ...row }) => {
      const isLicensor = licensorOrgId === orgId;
      const isNamed = row.state === 'opened' || confidentiality !== 'anonymous' || (as === 'party' && !isLicensor);
      return {
        ...row,
        /** The broker declared a relation to the party that reads. */
        isRelated: as === 'party' && row.isRelated,
        licenseeName: isNamed ? row.licenseeName : null,
        licensorSaidYes: licensorYesAt !== null,
        licenseeSaidYes: licenseeYesAt !== null,
        isWaiting: as === 'party' && row.state === 'proposed' && (isLicensor ? licensorYesAt : licenseeYesAt) === null,
        dealId: as === 'broker' || row.state === 'opened' ? row.dealId : null,
      };
    },
  );
}

/** Days in which an unanswered request stays on offer. */
const offeredDays = 30;

/** Unanswered requests that were offered to brokers and whose pair nobody talks about: what the other side did not answer. */
export async function listOffered(ctx: ActorContext) {
  if (!ctx.actor.isBroker) throw new AppError('forbidden');
  return ctx.db
    .select({
      id: deals.id,
      no: deals.no,
      achievementName: achievements.name,
      achievementNo: achievements.no,
      offeredAt: deals.offeredAt,
    })
    .from(deals)
    .innerJoin(achievements, eq(achievements.id, deals.achievementId))
    .where(
      and(
        eq(deals.state, 'expired'),
        isNotNull(deals.offeredAt),
        gte(deals.offeredAt, startOfDay(addDays(dayOf(ctx.now()), -offeredDays))),
        // Told to him, not to every broker.
        sql`exists (select 1 from notices n where n.user_id = ${ctx.actor.userId} and n.kind = 'deal.offered'
          and n.created_at = ${deals.offeredAt})`,
      ),
    )
    .orderBy(desc(deals.offeredAt))
    .limit(50);
}
