import { createHmac, timingSafeEqual } from 'node:crypto';
import { and, asc, eq, inArray, isNotNull, isNull, lte } from 'drizzle-orm';
import { addDays, type Day, dayOf, isDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { confirmableListingStates, dueSinceOn, linkHoldsDays } from '#app/domain/listing.ts';
import { achievements, listings, noticeSettings } from '#db/schema/index.ts';
import { findActor } from '../accounts/find-actor.server.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { mayList } from './own-listing.server.ts';

interface LinkOf {
  readonly userId: string;
  readonly orgId: string;
  /** The day of the notice: the link is about what waited then. */
  readonly day: Day;
}

const sign = (secret: string, { userId, orgId, day }: LinkOf): string =>
  createHmac('sha256', secret).update(`confirm-listings ${userId} ${orgId} ${day}`).digest('base64url');

/** The path by which one officer confirms, without signing in, what his unit was asked on a day. Signed with his own secret. */
export const confirmPath = (link: LinkOf, secret: string): string =>
  `/listings/confirm/${link.userId}.${link.orgId}.${link.day}.${sign(secret, link)}`;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Who may act by a link, and on what: the member whom it was sent to, as long as he is an officer of that unit, and those of its
 * listings that waited on that day and still do. What was confirmed meanwhile is left out, so a link used up does nothing, and so is
 * what its owner was asked after a licence; after its days it is over. A forged link, and that of somebody who left, is not found.
 */
export async function readConfirmLink(ctx: Context, code: string) {
  const [userId = '', orgId = '', day = '', given = ''] = code.split('.');
  if (!uuid.test(userId) || !uuid.test(orgId) || !isDay(day)) throw new AppError('not_found');
  const [row] = await ctx.db.select().from(noticeSettings).where(eq(noticeSettings.userId, userId));
  const right = Buffer.from(sign(row?.mailSecret ?? '', { userId, orgId, day }));
  const got = Buffer.from(given);
  if (row === undefined || right.length !== got.length || !timingSafeEqual(right, got)) throw new AppError('not_found');
  const actor = await findActor(ctx.db, userId, null, orgId);
  if (actor === null || actor.org?.orgId !== orgId || !mayList(actor)) throw new AppError('not_found');
  const holder: ActorContext = { ...ctx, actor };
  const isOver = addDays(day, linkHoldsDays) < dayOf(ctx.now());
  return {
    holder,
    name: actor.name,
    unit: actor.org.orgName,
    isOver,
    rows: isOver ? [] : await rowsOf(ctx, orgId, day),
    /** How many wait for another answer, which no "all" gives: a licence was signed, does the listing go on? */
    asked: isOver ? 0 : await ctx.db.$count(listings, and(waitingOf(orgId, day), isNotNull(listings.askedContractId))),
  };
}

const waitingOf = (orgId: string, day: Day) =>
  and(
    eq(listings.orgId, orgId),
    inArray(listings.state, confirmableListingStates),
    lte(listings.confirmedOn, dueSinceOn(day)),
  );

const rowsOf = (ctx: Context, orgId: string, day: Day) =>
  ctx.db
    .select({ id: listings.id, name: achievements.name, state: listings.state, confirmedOn: listings.confirmedOn })
    .from(listings)
    .innerJoin(achievements, eq(achievements.id, listings.achievementId))
    .where(and(waitingOf(orgId, day), isNull(listings.askedContractId)))
    .orderBy(asc(listings.confirmedOn), asc(listings.id))
    .limit(200);
