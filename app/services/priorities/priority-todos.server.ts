import { and, asc, eq, gte, inArray, isNull, sql } from 'drizzle-orm';
import { dayOf, endOfDay } from '#app/domain/days.ts';
import { contracts, priorityAnswers, priorityInquiries } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Todo } from '../desk/todo.ts';

/** The assignments of the actor's own work about which he was asked whether he buys first, and has not answered. */
export async function listPriorityTodos(ctx: ActorContext): Promise<Todo[]> {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) return [];
  const { userId } = ctx.actor;
  const rows = await ctx.db
    .select({ inquiry: priorityInquiries, contract: contracts })
    .from(priorityInquiries)
    .innerJoin(contracts, eq(contracts.id, priorityInquiries.contractId))
    .where(
      and(
        eq(priorityInquiries.orgId, orgId),
        eq(priorityInquiries.versionN, contracts.versionN),
        inArray(contracts.state, ['agreed', 'publicity', 'signing']),
        isNull(contracts.signedAt),
        gte(priorityInquiries.untilOn, dayOf(ctx.now())),
        sql`exists (select 1 from jsonb_array_elements(${priorityInquiries.people}) as asked
          where asked ->> 'userId' = ${userId} and not exists (select 1 from ${priorityAnswers}
            where ${priorityAnswers.inquiryId} = ${priorityInquiries.id} and ${priorityAnswers.name} = asked ->> 'name'))`,
      ),
    )
    .orderBy(asc(priorityInquiries.untilOn))
    .limit(20);
  return rows.map(({ inquiry, contract }) => ({
    id: `contract.answer_priority:${inquiry.id}`,
    subjectId: inquiry.id,
    kind: 'contract.answer_priority',
    title: contract.title,
    detail: contract.no,
    amountFen: null,
    dueAt: endOfDay(inquiry.untilOn),
    href: `/desk/contracts/${contract.id}/priority`,
    isMine: true,
  }));
}
