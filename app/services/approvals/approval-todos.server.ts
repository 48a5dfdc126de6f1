import { and, asc, eq, exists, inArray, or } from 'drizzle-orm';
import { isAskedToDecide } from '#app/domain/approval.ts';
import { maySeeApprovals } from '#app/domain/approval-access.ts';
import { approvalDecisions, approvals, contractAmendments, contracts } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Todo } from '../desk/todo.ts';

/** Approvals of the actor's organisation that wait for their next step; his where the head of the contract's page asks him, too. */
export async function listApprovalTodos(ctx: ActorContext): Promise<Todo[]> {
  const { org, userId } = ctx.actor;
  if (org === null || !maySeeApprovals(ctx.actor)) return [];
  const ofChange = ctx.db
    .select({ id: contractAmendments.id })
    .from(contractAmendments)
    .where(
      and(
        eq(contractAmendments.contractId, contracts.id),
        eq(contractAmendments.versionN, approvals.versionN),
        inArray(contractAmendments.state, ['prepared', 'offered', 'agreed', 'publicity', 'sent', 'proposed']),
      ),
    );
  const isOfContract = and(
    eq(contracts.versionN, approvals.versionN),
    inArray(contracts.state, ['agreed', 'publicity', 'signing']),
  );
  const waiting = await ctx.db
    .select({ approval: approvals, contractId: contracts.id, title: contracts.title })
    .from(approvals)
    .innerJoin(contracts, eq(contracts.id, approvals.contractId))
    .where(and(eq(approvals.orgId, org.orgId), eq(approvals.state, 'open'), or(isOfContract, exists(ofChange))))
    .orderBy(asc(approvals.startedAt), asc(approvals.id))
    .limit(50);
  const ids = waiting.map(({ approval }) => approval.id);
  const decisions = await ctx.db.select().from(approvalDecisions).where(inArray(approvalDecisions.approvalId, ids));
  return waiting.flatMap(({ approval, contractId, title }): Todo[] => {
    const decided = decisions.filter(({ approvalId }) => approvalId === approval.id);
    const next = approval.steps[decided.length];
    if (next === undefined) return [];
    const kind = `approval.${next.way === 'paper' ? 'officer' : next.role}`;
    const isMine = isAskedToDecide({ userId, roles: org.roles }, { ...approval, decided });
    const row = { id: `${kind}:${approval.id}`, subjectId: approval.id, kind, title, detail: next.name };
    return [{ ...row, amountFen: null, dueAt: null, href: `/desk/contracts/${contractId}/approval`, isMine }];
  });
}
