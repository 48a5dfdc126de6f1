import { and, desc, eq, inArray, isNull, lt, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { endOfDay } from '#app/domain/days.ts';
import { mayAnswerConsent } from '#app/domain/grant-clearance.ts';
import {
  clearanceReviews,
  consentConfirmations,
  consentDenials,
  contracts,
  grantClearances,
} from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Todo } from '../desk/todo.ts';
import { isClaimed, statements } from './clearances.server.ts';
import { standingStates } from './declare.server.ts';

const later = alias(contracts, 'later');

/**
 * What was stated beside one of the organisation's contracts, in its name or against its word, and still waits for its answer, each until
 * its last day; a consent without one until it is answered.
 */
export async function listConsentTodos(ctx: ActorContext): Promise<Todo[]> {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) return [];
  const open = ['draft', 'offered', 'agreed', 'publicity', 'signing', ...standingStates] as const;
  const rows = await ctx.db
    .select({ id: grantClearances.id })
    .from(grantClearances)
    .innerJoin(contracts, eq(contracts.id, grantClearances.earlierContractId))
    .innerJoin(later, eq(later.id, grantClearances.contractId))
    .leftJoin(clearanceReviews, eq(clearanceReviews.clearanceId, grantClearances.id))
    .leftJoin(consentConfirmations, eq(consentConfirmations.clearanceId, grantClearances.id))
    .leftJoin(consentDenials, eq(consentDenials.clearanceId, grantClearances.id))
    .where(
      and(
        eq(contracts.licenseeOrgId, orgId),
        isClaimed,
        isNull(consentConfirmations.id),
        isNull(consentDenials.id),
        or(isNull(later.signedVersionN), lt(later.signedVersionN, grantClearances.versionN)),
        inArray(later.state, open),
      ),
    )
    .orderBy(desc(grantClearances.createdAt))
    .limit(50);
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const waiting = (await statements(ctx, inArray(grantClearances.id, ids))).filter(
    ({ standing }) => standing.state === 'waits',
  );
  return waiting.map(({ id, ground, earlierId, earlierNo, earlierTitle, standing: { untilOn } }) => ({
    id: `contract.answer_consent:${id}`,
    subjectId: id,
    kind: ground === 'consent' ? 'contract.answer_consent' : 'contract.answer_word',
    title: earlierTitle,
    detail: earlierNo,
    amountFen: null,
    dueAt: untilOn === null ? null : endOfDay(untilOn),
    href: `/desk/contracts/${earlierId}#claimed-consents`,
    isMine: mayAnswerConsent(ctx.actor),
  }));
}
