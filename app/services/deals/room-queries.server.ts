import { and, asc, count, desc, eq, gt, inArray, ne, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import {
  dealMeetings,
  dealMessages,
  dealOffers,
  dealReads,
  dealTasks,
  organisations,
  users,
} from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

/** Meetings of a room, the next ones first, those that are over last. The caller has asked how far the actor sees. */
export const listMeetings = (ctx: ActorContext, dealId: string) =>
  ctx.db
    .select({
      id: dealMeetings.id,
      title: dealMeetings.title,
      place: dealMeetings.place,
      slots: dealMeetings.slots,
      startsAt: dealMeetings.startsAt,
      endsAt: dealMeetings.endsAt,
      state: dealMeetings.state,
      minutes: dealMeetings.minutes,
      revision: dealMeetings.revision,
      orgId: dealMeetings.orgId,
      orgName: organisations.name,
      proposerName: users.name,
      updatedAt: dealMeetings.updatedAt,
    })
    .from(dealMeetings)
    .innerJoin(organisations, eq(organisations.id, dealMeetings.orgId))
    .innerJoin(users, eq(users.id, dealMeetings.proposedBy))
    .where(eq(dealMeetings.dealId, dealId))
    .orderBy(
      sql`${dealMeetings.state} in ('held', 'cancelled')`,
      sql`${dealMeetings.startsAt} desc nulls first`,
      desc(dealMeetings.createdAt),
    )
    .limit(100);

export type RoomMeeting = Awaited<ReturnType<typeof listMeetings>>[number];

export const listTasks = (ctx: ActorContext, dealId: string) =>
  ctx.db
    .select({
      id: dealTasks.id,
      title: dealTasks.title,
      assigneeName: users.name,
      assigneeId: dealTasks.assigneeId,
      orgId: dealTasks.orgId,
      orgName: organisations.name,
      dueOn: dealTasks.dueOn,
      doneAt: dealTasks.doneAt,
      endedAt: dealTasks.endedAt,
    })
    .from(dealTasks)
    .innerJoin(users, eq(users.id, dealTasks.assigneeId))
    .innerJoin(organisations, eq(organisations.id, dealTasks.orgId))
    .where(eq(dealTasks.dealId, dealId))
    .orderBy(
      sql`coalesce(${dealTasks.doneAt}, ${dealTasks.endedAt}) is not null`,
      asc(dealTasks.dueOn),
      asc(dealTasks.createdAt),
    )
    .limit(200);

const authors = alias(users, 'authors');

export const listOffers = (ctx: ActorContext, dealId: string) =>
  ctx.db
    .select({
      id: dealOffers.id,
      n: dealOffers.n,
      orgId: dealOffers.orgId,
      orgName: organisations.name,
      authorName: authors.name,
      terms: dealOffers.terms,
      note: dealOffers.note,
      state: dealOffers.state,
      rejectReason: dealOffers.rejectReason,
      expiresAt: dealOffers.expiresAt,
      closedAt: dealOffers.closedAt,
      contractId: dealOffers.contractId,
      createdAt: dealOffers.createdAt,
    })
    .from(dealOffers)
    .innerJoin(organisations, eq(organisations.id, dealOffers.orgId))
    .innerJoin(authors, eq(authors.id, dealOffers.authorId))
    .where(eq(dealOffers.dealId, dealId))
    .orderBy(desc(dealOffers.n))
    .limit(50);

/** Messages of others since the person last had each of these rooms open. */
export async function unreadByDeal(ctx: ActorContext, dealIds: readonly string[]): Promise<Map<string, number>> {
  if (dealIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ dealId: dealMessages.dealId, n: count() })
    .from(dealMessages)
    .leftJoin(dealReads, and(eq(dealReads.dealId, dealMessages.dealId), eq(dealReads.userId, ctx.actor.userId)))
    .where(
      and(
        inArray(dealMessages.dealId, [...dealIds]),
        ne(dealMessages.authorId, ctx.actor.userId),
        gt(dealMessages.createdAt, sql`coalesce(${dealReads.readAt}, '-infinity'::timestamptz)`),
      ),
    )
    .groupBy(dealMessages.dealId);
  return new Map(rows.map(({ dealId, n }) => [dealId, n]));
}
