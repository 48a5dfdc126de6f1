import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import { mayReviewClearance } from '#app/domain/grant-clearance.ts';
import { clearanceReviews, contracts, grantClearances } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Todo } from '../desk/todo.ts';
import { clearableVersions } from './clearable-versions.server.ts';
import { statements } from './clearances.server.ts';

/** What the unit's lawyer stated against the word of an earlier contract's party, for a second person who has not stated it. */
export async function listClearanceReviewTodos(ctx: ActorContext): Promise<Todo[]> {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) return [];
  const open = await ctx.db
    .select({ id: grantClearances.id, contract: contracts })
    .from(grantClearances)
    .innerJoin(contracts, eq(contracts.id, grantClearances.contractId))
    .leftJoin(clearanceReviews, eq(clearanceReviews.clearanceId, grantClearances.id))
    .where(and(eq(contracts.licensorOrgId, orgId), ne(grantClearances.ground, 'consent'), isNull(clearanceReviews.id)))
    .limit(100);
  if (open.length === 0) return [];
  const ids = open.map(({ id }) => id);
  const todos: Todo[] = [];
  for (const { id, versionN, statedBy, standing } of await statements(ctx, inArray(grantClearances.id, ids))) {
    const contract = open.find((row) => row.id === id)?.contract;
    if (contract === undefined || standing.state !== 'review') continue;
    if (!(await clearableVersions(ctx, contract)).includes(versionN)) continue;
    todos.push({
      id: `contract.review_clearance:${id}`,
      subjectId: contract.id,
      kind: 'contract.review_clearance',
      title: contract.title,
      detail: contract.no,
      amountFen: null,
      dueAt: null,
      href: `/desk/contracts/${contract.id}/clearance`,
      isMine: mayReviewClearance(ctx.actor) && statedBy !== ctx.actor.userId,
    });
  }
  return todos;
}
