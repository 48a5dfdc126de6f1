import { and, asc, eq, exists, inArray, not, or } from 'drizzle-orm';
import { amendmentMachine } from '#app/domain/amendment-machine.ts';
import { type ContractSide, mayDo } from '#app/domain/contract-deeds.ts';
import { liveEsignStates } from '#app/domain/esign.ts';
import { sourcesOf } from '#app/domain/machine.ts';
import { contractAmendments, contracts, esignFlows } from '#db/schema/index.ts';
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
    })
    .from(contractAmendments)
    .innerJoin(contracts, eq(contracts.id, contractAmendments.contractId))
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
}

async function todoOf(ctx: ActorContext, { id, contractId, title, versionN, side }: SealedChange): Promise<Todo[]> {
  const { files, confirmedBy } = await standingScan(ctx, contractId, versionN);
  if (confirmedBy.includes(side)) return [];
  const kind = files.length === 0 ? 'amendment.seal' : 'amendment.confirm';
  return [
    {
      id: `${kind}:${id}`,
      kind,
      title,
      detail: `第 ${versionN} 版`,
      amountFen: null,
      dueAt: null,
      href: `/desk/contracts/${contractId}/signing?version=${versionN}`,
      isMine: files.length === 0 ? mayHandInScan(ctx.actor) : mayDo(ctx.actor, 'sign'),
    },
  ];
}
