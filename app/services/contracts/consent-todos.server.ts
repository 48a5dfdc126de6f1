import { and, asc, eq, gt, inArray, isNull, lt, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { addDays, dayOf, endOfDay, startOfDay } from '#app/domain/days.ts';
import { consentAnswerDays, mayAnswerConsent } from '#app/domain/grant-clearance.ts';
import { consentConfirmations, consentDenials, contracts, grantClearances } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Todo } from '../desk/todo.ts';
import { standingStates } from './declare.server.ts';

const later = alias(contracts, 'later');

/** What was stated in the organisation's name beside one of its contracts and still waits for its answer, each until its last day. */
export async function listConsentTodos(ctx: ActorContext): Promise<Todo[]> {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) return [];
  const rows = await ctx.db
    .select({ id: grantClearances.id, statedAt: grantClearances.createdAt, earlier: contracts })
    .from(grantClearances)
    .innerJoin(contracts, eq(contracts.id, grantClearances.earlierContractId))
    .innerJoin(later, eq(later.id, grantClearances.contractId))
    .leftJoin(consentConfirmations, eq(consentConfirmations.clearanceId, grantClearances.id))
    .leftJoin(consentDenials, eq(consentDenials.clearanceId, grantClearances.id))
    .where(
      and(
        eq(contracts.licenseeOrgId, orgId),
        eq(grantClearances.ground, 'consent'),
        gt(grantClearances.createdAt, startOfDay(addDays(dayOf(ctx.now()), -consentAnswerDays))),
        isNull(consentConfirmations.id),
        isNull(consentDenials.id),
        or(isNull(later.signedVersionN), lt(later.signedVersionN, grantClearances.versionN)),
        inArray(later.state, ['draft', 'offered', 'agreed', 'publicity', 'signing', ...standingStates]),
      ),
    )
    .orderBy(asc(grantClearances.createdAt))
    .limit(20);
  return rows.map(({ id, statedAt, earlier }) => ({
    id: `contract.answer_consent:${id}`,
    subjectId: id,
    kind: 'contract.answer_consent',
    title: earlier.title,
    detail: earlier.no,
    amountFen: null,
    dueAt: endOfDay(addDays(dayOf(statedAt), consentAnswerDays)),
    href: `/desk/contracts/${earlier.id}#claimed-consents`,
    isMine: mayAnswerConsent(ctx.actor),
  }));
}
