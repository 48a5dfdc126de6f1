import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { mostMessages } from '#app/domain/deal-deeds.ts';
import { unsentMandateStates } from '#app/domain/deal.ts';
import { effectiveTrl } from '#app/domain/effective-trl.ts';
import { AppError } from '#app/domain/errors.ts';
import { offeredPrice } from '#app/domain/offered-price.ts';
import {
  achievements,
  achievementVersions,
  brokers,
  contracts,
  dealMessages,
  deals,
  demands,
  files,
  mandates,
  organisations,
  users,
} from '#db/schema/index.ts';
import { findConfirmedTrl } from '../achievements/queries.server.ts';
import { hasIntroduced } from '../brokers/has-introduced.server.ts';
import type { ActorContext } from '../context.server.ts';
import { listedTermsOf } from '../listings/listed-terms.server.ts';
import { reachDeal } from './reach-deal.server.ts';
import { demandConfidentiality, hidesLicensee } from './unnamed-licensee.server.ts';

const licensors = alias(organisations, 'licensors');
const licensees = alias(organisations, 'licensees');

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
  const price = offeredPrice(data.price, await listedTermsOf(ctx, reach.deal.achievementId));
  const confirmed = await findConfirmedTrl(ctx, reach.deal.achievementId);
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
    achievement: {
      name: data.name,
      problem: data.problem,
      trl: effectiveTrl(data.trl, confirmed).level,
      price,
    },
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
