import { and, asc, desc, eq, inArray, isNotNull, lte, or, sql } from 'drizzle-orm';
import { mayOwn } from '#app/domain/access.ts';
import { dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { answerDueOn } from '#app/domain/listing-due.ts';
import { confirmableListingStates, dueSinceOn, isListingObjectable, relistableStates } from '#app/domain/listing.ts';
import { achievements, achievementVersions, isVagueData, listings, trades } from '#db/schema/index.ts';
import { currentVersion } from '../achievements/current-version.server.ts';
import type { ActorContext, Context } from '../context.server.ts';
import type { Todo } from '../desk/todo.ts';
import { lapsedListings } from '../patents/lapsed-listings.server.ts';
import { liveTradeStates } from '../trades/own-trade.server.ts';
import { objectionsOf, publicColumns } from './objection-queries.server.ts';
import { liveListingStates, mayDecideObjection, mayList } from './own-listing.server.ts';
import { saleStands } from './standing-sale.server.ts';

/** Listings whose confirmation ends within two weeks, or has ended. */
const dueNow = (ctx: Context) => lte(listings.confirmedOn, dueSinceOn(dayOf(ctx.now())));

/** Somebody objected and waits for the unit's word, also where the listing ended meanwhile. */
const isObjectedTo = sql<boolean>`exists (select from listing_objections o where o.listing_id = listings.id and o.state = 'open')`;

/** A licence was signed, and the owner has not said whether the listing goes on. */
const wasAsked = isNotNull(listings.askedContractId);

/**
 * Ended unsold, or what it was sold by came to nothing; nothing is listed in its place, and its record is public: it may be listed anew.
 */
const isRelistable = and(
  or(
    inArray(listings.state, relistableStates),
    sql`(${listings.state} = 'concluded' and not ${saleStands('listings')})`,
  ),
  eq(achievements.state, 'published'),
  eq(achievements.isListed, false),
  sql`not exists (select from listings l where l.achievement_id = listings.achievement_id and l.listed_at > listings.listed_at)`,
);

/** The trade that runs on a listing. */
const runningTrade = (ctx: Context) =>
  ctx.db
    .select({ id: trades.id, no: trades.no, listingId: trades.listingId })
    .from(trades)
    .where(inArray(trades.state, liveTradeStates))
    .as('running');

/** The unit's listings: live ones first, which have no end, and of them those to confirm; then what ended, the last first. */
export async function listOwnListings(
  ctx: ActorContext,
  {
    isDue,
    isVague = false,
    isGone = false,
  }: { readonly isDue: boolean; readonly isVague?: boolean; readonly isGone?: boolean },
) {
  const { org } = ctx.actor;
  if (org === null || !mayOwn(org.kind)) throw new AppError('forbidden');
  const vague = isVagueData(achievementVersions.data);
  const running = runningTrade(ctx);
  const rows = await ctx.db
    .select({
      listing: listings,
      name: achievements.name,
      no: achievements.no,
      isVague: vague,
      isObjectedTo,
      mayRelist: sql<boolean>`coalesce(${isRelistable}, false)`,
      tradeId: running.id,
    })
    .from(listings)
    .innerJoin(achievements, eq(achievements.id, listings.achievementId))
    .innerJoin(achievementVersions, currentVersion)
    .leftJoin(running, eq(running.listingId, listings.id))
    .where(
      and(
        eq(listings.orgId, org.orgId),
        isVague ? and(inArray(listings.state, liveListingStates), vague) : undefined,
        isGone ? isRelistable : undefined,
        isDue ? or(and(inArray(listings.state, confirmableListingStates), dueNow(ctx)), wasAsked) : undefined,
      ),
    )
    .orderBy(desc(listings.endedAt), asc(listings.confirmedOn), asc(listings.id))
    .limit(500);
  const lapsed = await lapsedListings(ctx, org.orgId);
  return rows.map(({ listing, ...rest }) => ({
    ...listing,
    ...rest,
    lapsed: lapsed.flatMap(({ listingId, number }) => (listingId === listing.id ? [number] : [])),
  }));
}

/** The live listing of an achievement, if there is one, with objections as far as the reader may know of them. */
export async function findLiveListing(ctx: Context, achievementId: string) {
  const [found] = await ctx.db
    .select({ listing: publicColumns, orgId: listings.orgId, noticeEndsAt: listings.noticeEndsAt })
    .from(listings)
    .where(and(eq(listings.achievementId, achievementId), inArray(listings.state, liveListingStates)));
  if (found === undefined) return null;
  const { listing, orgId, noticeEndsAt } = found;
  const isUnit = ctx.actor?.org?.orgId === orgId;
  return {
    ...listing,
    isOpen: isListingObjectable({ state: listing.state, noticeEndsAt }, ctx.now()),
    mayDecide: isUnit && ctx.actor !== null && mayDecideObjection(ctx.actor),
    objections: await objectionsOf(ctx, eq(listings.id, listing.id), orgId),
  };
}

/** Listings to confirm and objections to answer, as rows of the desk. */
export async function listListingTodos(ctx: ActorContext): Promise<Todo[]> {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined || !(mayList(ctx.actor) || mayDecideObjection(ctx.actor))) return [];
  const rows = await ctx.db
    .select({
      id: listings.id,
      state: listings.state,
      name: achievements.name,
      achievementNo: achievements.no,
      on: listings.confirmedOn,
      askedContractId: listings.askedContractId,
      isObjectedTo,
    })
    .from(listings)
    .innerJoin(achievements, eq(achievements.id, listings.achievementId))
    .where(
      and(
        eq(listings.orgId, orgId),
        or(isObjectedTo, and(inArray(listings.state, confirmableListingStates), dueNow(ctx)), wasAsked),
      ),
    )
    .orderBy(asc(listings.confirmedOn))
    .limit(20);
  return rows.map(({ id, state, name, achievementNo, on, askedContractId, isObjectedTo: isDispute }) => {
    const isLive = liveListingStates.includes(state);
    // Who was asked after a licence answers at any time; the confirmation has its day all the same.
    const isAtEnd = !isDispute && on <= dueSinceOn(dayOf(ctx.now()));
    const answerAt = isLive ? `/achievements/${achievementNo}#notice` : `/desk/listings/${id}/objections`;
    return {
      id: `listing:${id}`,
      kind: isDispute ? 'listing.answer' : askedContractId === null ? 'listing.confirm' : 'listing.keep',
      title: name,
      detail: `最近确认 ${on}${isDispute ? '' : state === 'stale' ? '，逾期没有确认即摘牌' : '，到期没有确认标为待确认'}`,
      amountFen: null,
      dueAt: isAtEnd ? endOfDay(answerDueOn({ state, confirmedOn: on })) : null,
      href: isDispute ? answerAt : '/desk/listings?due=1',
      isMine: isDispute ? mayDecideObjection(ctx.actor) : mayList(ctx.actor),
    };
  });
}
