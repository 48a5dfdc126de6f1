import { sql } from 'drizzle-orm';
import { mayDo } from '#app/domain/contract-deeds.ts';
import type { ActorContext } from '../context.server.ts';
import type { Todo } from '../desk/todo.ts';

type FlowRow = {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly no: string;
  readonly contract_id: string;
  readonly due_at: string | null;
};

/** Versions on their way through the provider where it is the actor's side's turn: to agree, or to sign until the flow runs out. */
export async function listEsignTodos(ctx: ActorContext): Promise<Todo[]> {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) return [];
  const rows = await ctx.db.execute<FlowRow>(sql`
    select f.id, case f.state when 'proposed' then 'esign.join' else 'esign.sign' end as kind, c.title, c.no, c.id as contract_id,
           case f.state when 'open' then f.expires_at end as due_at
      from esign_flows f join contracts c on c.id = f.contract_id
      where ${orgId} in (c.licensor_org_id, c.licensee_org_id)
        and (f.state = 'proposed' and not exists (select 1 from esign_signers s where s.flow_id = f.id and s.org_id = ${orgId})
          or f.state = 'open' and exists (select 1 from esign_signers s where s.flow_id = f.id and s.org_id = ${orgId} and s.signed_at is null
            and not exists (select 1 from esign_signers b where b.flow_id = f.id and b.order_no < s.order_no and b.signed_at is null)))
      order by f.expires_at nulls last, f.id limit 50
  `);
  return [...rows].map((row) => ({
    id: `${row.kind}:${row.id}`,
    subjectId: row.id,
    kind: row.kind,
    title: row.title,
    detail: row.no,
    amountFen: null,
    dueAt: row.due_at === null ? null : new Date(row.due_at),
    href: `/desk/contracts/${row.contract_id}/esign`,
    isMine: mayDo(ctx.actor, 'sign'),
  }));
}
