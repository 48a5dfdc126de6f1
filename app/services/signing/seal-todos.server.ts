import { and, asc, eq, exists, inArray, isNull, not, or, sql } from 'drizzle-orm';
import { amendmentMachine } from '#app/domain/amendment-machine.ts';
import { type ContractSide, mayDo } from '#app/domain/contract-deeds.ts';
import { liveEsignStates } from '#app/domain/esign.ts';
import { sourcesOf } from '#app/domain/machine.ts';
import { contractAmendments, contracts, deadlines, esignFlows, pageAgreements, pageSigners } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Todo } from '../desk/todo.ts';
import { mayHandInScan } from './own-signing.server.ts';
import { standingScan } from './standing-scan.server.ts';

/**
 * Changes that the actor's own side put to the other and has not sealed itself: on paper both do, in whatever order, so it is its
 * turn until it has confirmed the scan as it stands. The other side has its days to answer, which are rows of their own.
 */
export async function listSealTodos(ctx: ActorContext): Promise<Todo[]> {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) return [];
  const isAtProvider = and(
    eq(esignFlows.contractId, contractAmendments.contractId),
    eq(esignFlows.versionN, contractAmendments.versionN),
    inArray(esignFlows.state, [...liveEsignStates]),
  );
  const isArranged = or(
    exists(
      ctx.db
        .select()
        .from(pageAgreements)
        .where(
          and(
            eq(pageAgreements.contractId, contractAmendments.contractId),
            eq(pageAgreements.versionN, contractAmendments.versionN),
            eq(pageAgreements.isArranged, true),
          ),
        ),
    ),
    exists(
      ctx.db
        .select()
        .from(pageSigners)
        .where(
          and(
            eq(pageSigners.contractId, contractAmendments.contractId),
            eq(pageSigners.versionN, contractAmendments.versionN),
          ),
        ),
    ),
  );
  const isOwn = or(
    and(eq(contractAmendments.side, 'licensor'), eq(contracts.licensorOrgId, orgId)),
    and(eq(contractAmendments.side, 'licensee'), eq(contracts.licenseeOrgId, orgId)),
  );
  const rows = await ctx.db
    .select({
      id: contractAmendments.id,
      contractId: contracts.id,
      title: contracts.title,
      versionN: contractAmendments.versionN,
      side: contractAmendments.side,
      isArranged: sql<boolean>`${isArranged}`,
      dueAt: deadlines.dueAt,
    })
    .from(contractAmendments)
    .innerJoin(contracts, eq(contracts.id, contractAmendments.contractId))
    .leftJoin(
      deadlines,
      and(
        eq(deadlines.subjectType, 'amendment'),
        eq(deadlines.subjectId, contractAmendments.id),
        eq(deadlines.kind, 'answer'),
        isNull(deadlines.doneAt),
      ),
    )
    .where(
      and(
        inArray(contractAmendments.state, sourcesOf(amendmentMachine, 'conclude')),
        isOwn,
        not(exists(ctx.db.select().from(esignFlows).where(isAtProvider))),
      ),
    )
    .orderBy(asc(contractAmendments.proposedAt))
    .limit(20);
  const todos = await Promise.all(rows.map((row) => todoOf(ctx, row)));
  return todos.flat();
}

interface SealedChange {
  readonly id: string;
  readonly contractId: string;
  readonly title: string;
  readonly versionN: number;
  readonly side: ContractSide;
  /** Its signing on the page is arranged, or people are named for it: whose turn that is stands in a row of its own. */
  readonly isArranged: boolean;
  /** The last day to sign it. */
  readonly dueAt: Date | null;
}

async function todoOf(ctx: ActorContext, row: SealedChange): Promise<Todo[]> {
  const { id, contractId, title, versionN, side, dueAt } = row;
  const { files, confirmedBy } = await standingScan(ctx, contractId, versionN);
  if (confirmedBy.includes(side) || (files.length === 0 && row.isArranged)) return [];
  const kind = files.length === 0 ? 'amendment.seal' : 'amendment.confirm';
  return [
    {
      id: `${kind}:${id}`,
      kind,
      title,
      detail: `第 ${versionN} 版`,
      amountFen: null,
      dueAt,
      href:
        files.length === 0
          ? `/desk/contracts/${contractId}/changes`
          : `/desk/contracts/${contractId}/signing?version=${versionN}`,
      isMine: files.length === 0 ? mayHandInScan(ctx.actor) : mayDo(ctx.actor, 'sign'),
    },
  ];
}
