import { and, asc, desc, eq, gte, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { openDealStates } from '#app/domain/deal-state.ts';
import { AppError } from '#app/domain/errors.ts';
import {
  achievements,
  deals,
  dealTasks,
  demands,
  engagements,
  introductions,
  mandates,
  organisations,
} from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

export interface NextAction {
  readonly key: string;
  readonly kind: 'mandate' | 'engagement' | 'task' | 'introduction' | 'mandate_end';
  readonly title: string;
  readonly detail: string;
  /** A day by which it is to be done, where there is one. */
  readonly dueOn: string | null;
  readonly href: string;
}

/** Days before its end on which a mandate is worth a word with the client. */
const endingDays = 30;
/** Days after which a pairing that one side has not answered is worth a call. */
const quietDays = 3;
/** Reply clocks within so many days are about to run out. */
const clockDays = 3;

/** What a broker does next: invitations to answer, his tasks in rooms, sides that keep silent, mandates that run out. Dated ones first. */
export async function listNextActions(ctx: ActorContext): Promise<NextAction[]> {
  if (!ctx.actor.isBroker) throw new AppError('forbidden');
  const { userId } = ctx.actor;
  const today = dayOf(ctx.now());
  const deal = { dealId: deals.id, no: deals.no, name: achievements.name };
  const [invited, offered, tasks, silent, ending] = await Promise.all([
    ctx.db
      .select({ id: mandates.id, client: organisations.name, ...deal })
      .from(mandates)
      .innerJoin(deals, eq(deals.id, mandates.dealId))
      .innerJoin(achievements, eq(achievements.id, deals.achievementId))
      .innerJoin(organisations, eq(organisations.id, mandates.clientOrgId))
      .where(and(eq(mandates.brokerUserId, userId), eq(mandates.state, 'invited'), gte(mandates.endsOn, today)))
      .limit(50),
    ctx.db
      .select({ id: engagements.id, scope: engagements.scope, client: organisations.name })
      .from(engagements)
      .innerJoin(organisations, eq(organisations.id, engagements.clientOrgId))
      .where(
        and(eq(engagements.brokerUserId, userId), eq(engagements.state, 'invited'), gte(engagements.endsOn, today)),
      )
      .limit(50),
    ctx.db
      .select({ id: dealTasks.id, title: dealTasks.title, dueOn: dealTasks.dueOn, ...deal })
      .from(dealTasks)
      .innerJoin(deals, eq(deals.id, dealTasks.dealId))
      .innerJoin(achievements, eq(achievements.id, deals.achievementId))
      .innerJoin(mandates, and(eq(mandates.dealId, deals.id), eq(mandates.brokerUserId, userId)))
      .where(
        and(
          eq(dealTasks.assigneeId, userId),
          isNull(dealTasks.doneAt),
          isNull(dealTasks.endedAt),
          eq(mandates.state, 'active'),
          gte(mandates.endsOn, today),
        ),
      )
      .orderBy(asc(dealTasks.dueOn))
      .limit(50),
    ctx.db
      .select({ id: introductions.id, name: achievements.name, title: demands.title, at: introductions.createdAt })
      .from(introductions)
      .innerJoin(achievements, eq(achievements.id, introductions.achievementId))
      .innerJoin(demands, eq(demands.id, introductions.demandId))
      .where(
        and(
          eq(introductions.brokerUserId, userId),
          eq(introductions.state, 'proposed'),
          lte(introductions.createdAt, endOfDay(addDays(today, -quietDays))),
        ),
      )
      .orderBy(asc(introductions.createdAt))
      .limit(50),
    ctx.db
      .select({ id: mandates.id, endsOn: mandates.endsOn, client: organisations.name, ...deal })
      .from(mandates)
      .innerJoin(deals, eq(deals.id, mandates.dealId))
      .innerJoin(achievements, eq(achievements.id, deals.achievementId))
      .innerJoin(organisations, eq(organisations.id, mandates.clientOrgId))
      .where(
        and(
          eq(mandates.brokerUserId, userId),
          eq(mandates.state, 'active'),
          inArray(deals.state, [...openDealStates]),
          gte(mandates.endsOn, today),
          lte(mandates.endsOn, addDays(today, endingDays)),
        ),
      )
      .limit(50),
  ]);
  const actions: NextAction[] = [
    ...tasks.map((row) => ({
      key: row.id,
      kind: 'task' as const,
      title: row.title,
      detail: row.name,
      dueOn: row.dueOn,
      href: `/desk/deals/${row.dealId}`,
    })),
    ...ending.map((row) => ({
      key: `end ${row.id}`,
      kind: 'mandate_end' as const,
      title: row.name,
      detail: row.client,
      dueOn: row.endsOn,
      href: `/desk/deals/${row.dealId}`,
    })),
    ...invited.map((row) => ({
      key: row.id,
      kind: 'mandate' as const,
      title: row.name,
      detail: row.client,
      dueOn: null,
      href: `/desk/deals/${row.dealId}`,
    })),
    ...offered.map((row) => ({
      key: row.id,
      kind: 'engagement' as const,
      title: row.scope,
      detail: row.client,
      dueOn: null,
      href: '#engagements',
    })),
    ...silent.map((row) => ({
      key: row.id,
      kind: 'introduction' as const,
      title: `${row.name} 与 ${row.title}`,
      detail: dayOf(row.at),
      dueOn: null,
      href: '#introductions',
    })),
  ];
  const later = '9999-12-31';
  return actions.toSorted((a, b) => ((a.dueOn ?? later) < (b.dueOn ?? later) ? -1 : 1));
}

/**
 * Requests to talk that a client has to answer, with their clocks: the ones about to run out first. Who asked and why is between the
 * two sides.
 */
export async function listReplyClocks(ctx: ActorContext) {
  if (!ctx.actor.isBroker) throw new AppError('forbidden');
  const today = dayOf(ctx.now());
  const receiver = sql`case when ${deals.origin} = 'demand' then ${deals.licenseeOrgId} else ${deals.licensorOrgId} end`;
  const rows = await ctx.db
    .selectDistinct({
      id: deals.id,
      no: deals.no,
      achievementName: achievements.name,
      achievementNo: achievements.no,
      clientName: organisations.name,
      replyDueAt: deals.replyDueAt,
    })
    .from(deals)
    .innerJoin(achievements, eq(achievements.id, deals.achievementId))
    .innerJoin(organisations, sql`${organisations.id} = ${receiver}`)
    .innerJoin(engagements, eq(engagements.clientOrgId, organisations.id))
    .where(
      and(
        eq(deals.state, 'requested'),
        eq(engagements.brokerUserId, ctx.actor.userId),
        eq(engagements.state, 'active'),
        lte(engagements.startsOn, today),
        gte(engagements.endsOn, today),
      ),
    )
    .orderBy(asc(deals.replyDueAt))
    .limit(50);
  const soon = endOfDay(addDays(today, clockDays));
  return rows.map(({ replyDueAt, ...row }) => ({ ...row, dueOn: dayOf(replyDueAt), isSoon: replyDueAt <= soon }));
}

/** Live demands of the broker's clients and those that he wrote down himself, with how many achievements fit. */
export async function listClientDemands(ctx: ActorContext) {
  if (!ctx.actor.isBroker) throw new AppError('forbidden');
  const today = dayOf(ctx.now());
  const client = ctx.db
    .select({ id: engagements.clientOrgId })
    .from(engagements)
    .where(
      and(
        eq(engagements.brokerUserId, ctx.actor.userId),
        eq(engagements.state, 'active'),
        lte(engagements.startsOn, today),
        gte(engagements.endsOn, today),
      ),
    );
  return ctx.db
    .select({
      id: demands.id,
      no: demands.no,
      title: demands.title,
      unitName: organisations.name,
      state: demands.state,
      matched: sql<number>`(select count(*)::int from matches m where m.demand_id = "demands"."id" and m.level <> 'weak')`,
    })
    .from(demands)
    .innerJoin(organisations, eq(organisations.id, demands.orgId))
    .where(
      or(
        and(inArray(demands.orgId, client), inArray(demands.state, ['published', 'in_talks'])),
        and(eq(demands.enteredBy, ctx.actor.userId), ne(demands.state, 'closed')),
      ),
    )
    .orderBy(desc(demands.updatedAt))
    .limit(50);
}
