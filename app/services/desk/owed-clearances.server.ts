import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { contractSideOf } from '#app/domain/contract-deeds.ts';
import { clearanceRoles } from '#app/domain/grant-clearance.ts';
import { contracts } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { owesClearance } from '../contracts/owes-clearance.server.ts';
import type { Todo } from './todo.ts';

/** A clause of the version that lies open names another contract of the same owner: only of such one a statement is owed. */
const namesAnother = sql`exists (select 1 from contract_versions v join contracts e on e.licensor_org_id = contracts.licensor_org_id
  where v.contract_id = contracts.id and v.n = contracts.version_n and e.id <> contracts.id
    and upper(normalize(v.data -> 'terms' ->> 'ownClauses', NFKC)) like '%' || e.no || '%')`;

/**
 * Contracts on which the licensor has still to say why they go beside an earlier one: a row for him, and for their other side none, which
 * cannot agree or sign until then.
 */
export async function owedClearances(
  ctx: ActorContext,
): Promise<{ readonly todos: Todo[]; readonly contractIds: ReadonlySet<string> }> {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) return { todos: [], contractIds: new Set() };
  const rows = await ctx.db
    .select()
    .from(contracts)
    .where(
      and(
        inArray(contracts.state, ['offered', 'signing']),
        or(eq(contracts.licensorOrgId, orgId), eq(contracts.licenseeOrgId, orgId)),
        namesAnother,
      ),
    )
    .limit(20);
  const sided = rows.map((contract) => ({ contract, side: contractSideOf(ctx.actor, contract) }));
  const owes = await Promise.all(sided.map(({ contract, side }) => owesClearance(ctx, contract, side)));
  const owed = sided.filter((_, i) => owes[i]);
  return {
    contractIds: new Set(owed.map(({ contract }) => contract.id)),
    todos: owed.flatMap(({ contract: { id, no, title }, side }): Todo[] =>
      side !== 'licensor'
        ? []
        : [
            {
              id: `contract.clear:${id}`,
              subjectId: id,
              kind: 'contract.clear',
              title,
              detail: no,
              amountFen: null,
              dueAt: null,
              href: `/desk/contracts/${id}/clearance`,
              isMine: hasRole(ctx.actor, ...clearanceRoles),
            },
          ],
    ),
  };
}
