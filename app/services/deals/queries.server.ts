import {
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  gte,
  inArray,
  isNotNull,
  lte,
  notInArray,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { hasRole } from '#app/domain/access.ts';
import type { AchievementPrice } from '#app/domain/achievement-data.ts';
import { dayOf } from '#app/domain/days.ts';
import { orgOf, otherSide, requesterSide, staysUnnamed } from '#app/domain/deal-access.ts';
import { type DealState, unsentMandateStates } from '#app/domain/deal.ts';
import { mostMessages } from '#app/domain/deal-deeds.ts';
import { openDealStates } from '#app/domain/deal-state.ts';
import { matchLevelLabels } from '#app/domain/matching.ts';
import { matchableStates } from '#app/domain/demand-match.ts';
import { AppError } from '#app/domain/errors.ts';
import {
  achievementPeople,
  achievements,
  achievementVersions,
  brokers,
  contracts,
  dealMessages,
  deals,
  demands,
  demandVersions,
  files,
  mandates,
  matches,
  organisations,
  users,
} from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { findOpenTalk } from './find-open-talk.server.ts';
import { hasIntroduced } from '../brokers/has-introduced.server.ts';
import { reachDeal } from './reach-deal.server.ts';

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
  if (hasRole(ctx.actor, 'owner', 'officer', 'approver', 'finance', 'legal', 'secrecy')) {
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

/** An anonymous enterprise that was approached stays unnamed to the other side until it accepts. */
const hidesLicensee = (
  ctx: ActorContext,
  deal: { origin: string; state: DealState; licenseeOrgId: string },
  confidentiality: string | null,
): boolean => staysUnnamed(deal, confidentiality) && ctx.actor.org?.orgId !== deal.licenseeOrgId;

const demandConfidentiality = sql<string | null>`(
  select v.data->>'confidentiality' from ${demands} d
    join ${demandVersions} v on v.demand_id = d.id and v.n = d.version_n
    where d.id = ${deals.demandId})`;

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

/** What the room shows. An invited broker gets parties, achievement and his mandate, and nothing that was said. */
export async function getDealRoom(ctx: ActorContext, id: string) {
  const reach = await reachDeal(ctx, id);
  const isInside = reach.as !== 'invited';
  const [[head], messages, brokersHere, [contract]] = await Promise.all([
    ctx.db
      .select({
        achievementNo: achievements.no,
        achievementName: achievementVersions.data,
        licensorName: licensors.name,
        licensorIsSample: licensors.isSample,
        licenseeName: licensees.name,
        licenseeIsSample: licensees.isSample,
        demandNo: demands.no,
        demandTitle: demands.title,
        askerName: users.name,
        confidentiality: demandConfidentiality,
      })
      .from(deals)
      .innerJoin(achievements, eq(achievements.id, deals.achievementId))
      .innerJoin(
        achievementVersions,
        and(
          eq(achievementVersions.achievementId, deals.achievementId),
          eq(achievementVersions.n, deals.achievementVersionN),
        ),
      )
      .innerJoin(licensors, eq(licensors.id, deals.licensorOrgId))
      .innerJoin(licensees, eq(licensees.id, deals.licenseeOrgId))
      .innerJoin(users, eq(users.id, deals.askedBy))
      .leftJoin(demands, eq(demands.id, deals.demandId))
      .where(eq(deals.id, id)),
    isInside ? listMessages(ctx, id) : [],
    listMandates(ctx, id, isInside ? null : ctx.actor.userId),
    isInside
      ? ctx.db
          .select({ id: contracts.id, no: contracts.no, state: contracts.state })
          .from(contracts)
          .where(eq(contracts.dealId, id))
          .orderBy(desc(contracts.createdAt))
          .limit(1)
      : [],
  ]);
  if (head === undefined) throw new AppError('not_found');
  const { achievementName: data, confidentiality, ...rest } = head;
  const price: AchievementPrice = data.price;
  const { purpose, declineNote, askedBy: _askedBy, repliedBy: _repliedBy, ...deal } = reach.deal;
  const isHidden = hidesLicensee(ctx, reach.deal, confidentiality);
  type Line = (typeof brokersHere)[number];
  const isClient = ({ clientOrgId }: Line): boolean => clientOrgId === ctx.actor.org?.orgId;
  const isSharer = ({ sharerUserId }: Line): boolean => sharerUserId === ctx.actor.userId;
  const isOurs = (line: Line): boolean => isClient(line) || line.brokerUserId === ctx.actor.userId || isSharer(line);
  const isUnsent = ({ state }: Line): boolean => unsentMandateStates.some((word) => word === state);
  const isShown = (line: Line): boolean =>
    isUnsent(line)
      ? isClient(line) || isSharer(line)
      : isOurs(line) || !isHidden || line.clientOrgId !== deal.licenseeOrgId;
  return {
    as: reach.as,
    side: reach.side,
    deal: { ...deal, purpose: isInside ? purpose : null, declineNote: isInside ? declineNote : null },
    ...rest,
    licenseeName: isHidden ? null : rest.licenseeName,
    askerName: isInside ? rest.askerName : null,
    demandTitle: isInside ? rest.demandTitle : null,
    achievement: { name: data.name, problem: data.problem, solution: data.solution, trl: data.trl, price },
    messages,
    // What a client agreed with his broker is between them: the other side learns that a broker takes part, no more.
    // Of an unnamed one not even that: who acts for it would tell it apart.
    mandates: brokersHere.filter(isShown).map((mandate) => {
      if (isOurs(mandate)) return mandate;
      const agreed = { feePpm: null, feeFen: null, splitPpm: null, sharerUserId: null, sharerName: null };
      return { ...mandate, ...agreed, startsOn: null, endsOn: null };
    }),
    contract: contract ?? null,
  };
}

export type DealRoom = Awaited<ReturnType<typeof getDealRoom>>;

/** The newest messages of a room, in the order in which they were written. */
async function listMessages(ctx: ActorContext, dealId: string) {
  const newest = await ctx.db
    .select({
      id: dealMessages.id,
      body: dealMessages.body,
      mentioned: sql<
        string[]
      >`coalesce((select array_agg(u.name order by u.name) from "user" u where u.id = any(${dealMessages.mentions})), '{}')`,
      authorName: users.name,
      authorId: dealMessages.authorId,
      orgName: organisations.name,
      orgId: dealMessages.orgId,
      fileId: files.id,
      fileName: files.name,
      fileBytes: files.bytes,
      createdAt: dealMessages.createdAt,
    })
    .from(dealMessages)
    .innerJoin(users, eq(users.id, dealMessages.authorId))
    .innerJoin(organisations, eq(organisations.id, dealMessages.orgId))
    .leftJoin(files, eq(files.id, dealMessages.fileId))
    .where(eq(dealMessages.dealId, dealId))
    .orderBy(desc(dealMessages.createdAt), desc(dealMessages.id))
    .limit(mostMessages);
  return newest.toReversed();
}

const shared = alias(mandates, 'shared');
const sharers = alias(users, 'sharers');

const listMandates = (ctx: ActorContext, dealId: string, brokerUserId: string | null) =>
  ctx.db
    .select({
      id: mandates.id,
      state: mandates.state,
      feePpm: mandates.feePpm,
      feeFen: mandates.feeFen,
      startsOn: mandates.startsOn,
      endsOn: mandates.endsOn,
      conflictNote: mandates.conflictNote,
      brokerUserId: mandates.brokerUserId,
      brokerName: users.name,
      brokerOrgName: organisations.name,
      level: brokers.level,
      clientOrgId: mandates.clientOrgId,
      isIntroduced: hasIntroduced,
      splitPpm: mandates.splitPpm,
      sharerUserId: sharers.id,
      sharerName: sharers.name,
    })
    .from(mandates)
    .innerJoin(deals, eq(deals.id, mandates.dealId))
    .innerJoin(users, eq(users.id, mandates.brokerUserId))
    .innerJoin(organisations, eq(organisations.id, mandates.brokerOrgId))
    .leftJoin(brokers, eq(brokers.userId, mandates.brokerUserId))
    .leftJoin(shared, eq(shared.id, mandates.sharesWithId))
    .leftJoin(sharers, eq(sharers.id, shared.brokerUserId))
    .where(
      and(eq(mandates.dealId, dealId), brokerUserId === null ? undefined : eq(mandates.brokerUserId, brokerUserId)),
    )
    .orderBy(asc(mandates.createdAt), asc(mandates.id));

const confidentialityOf = sql<string>`${demandVersions.data}->>'confidentiality'`;

/** What the form of a request shows of the achievement, and the open deal of this pair, if there is one. */
export async function getAskPage(ctx: ActorContext, achievementId: string, demandId: string | null) {
  const [row] = await ctx.db
    .select({
      id: achievements.id,
      no: achievements.no,
      name: achievements.name,
      orgId: achievements.orgId,
      orgName: organisations.name,
      isSample: organisations.isSample,
      data: achievementVersions.data,
    })
    .from(achievements)
    .innerJoin(organisations, eq(organisations.id, achievements.orgId))
    .innerJoin(
      achievementVersions,
      and(eq(achievementVersions.achievementId, achievements.id), eq(achievementVersions.n, achievements.versionN)),
    )
    .where(and(eq(achievements.id, achievementId), eq(achievements.state, 'published')));
  if (row === undefined) throw new AppError('not_found');
  const own = ctx.actor.org?.orgId;
  const isOffer = row.orgId === own;
  const [demand] =
    isOffer && demandId !== null
      ? await ctx.db
          .select({ id: demands.id, orgId: demands.orgId, confidentiality: confidentialityOf })
          .from(demands)
          .innerJoin(
            demandVersions,
            and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)),
          )
          .where(and(eq(demands.id, demandId), inArray(demands.state, [...matchableStates])))
      : [];
  const licenseeOrgId = isOffer ? demand?.orgId : own;
  const pair = licenseeOrgId === undefined ? null : { achievementId, licenseeOrgId };
  const { data, ...achievement } = row;
  return {
    achievement: { ...achievement, problem: data.problem, solution: data.solution, price: data.price },
    isOffer,
    open: pair && (await findOpenTalk(ctx, pair, demand ?? null)),
  };
}

/** True when the actor may fetch a file of a deal room: everybody who reads its messages. */
export async function canReadDealFile(ctx: ActorContext, fileId: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ dealId: dealMessages.dealId })
    .from(dealMessages)
    .where(and(eq(dealMessages.fileId, fileId), isNotNull(dealMessages.fileId)));
  for (const { dealId } of rows) {
    try {
      if ((await reachDeal(ctx, dealId)).as !== 'invited') return true;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return false;
}

/** Public achievements of the actor's organisation with which it may answer a demand, those that match it first. */
export async function listOfferable(ctx: ActorContext, demandId: string) {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) return [];
  const rows = await ctx.db
    .select({ id: achievements.id, name: achievements.name, level: matches.level })
    .from(achievements)
    .leftJoin(matches, and(eq(matches.achievementId, achievements.id), eq(matches.demandId, demandId)))
    .where(and(eq(achievements.orgId, orgId), eq(achievements.state, 'published')))
    .orderBy(sql`${matches.scorePpm} desc nulls last`, desc(achievements.publishedAt))
    .limit(300);
  return rows.map(({ level, ...row }) => ({ ...row, level: level === null ? null : matchLevelLabels[level] }));
}
