import { and, asc, eq, isNull, lt } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { contracts, deadlines, organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { listUninvoiced } from '../invoices/list-uninvoiced.server.ts';
import { maySeeMoney } from '../payments/money-access.server.ts';
import type { Todo } from './todo.ts';

/** What a payee's people press for or make good beside the claims: reports that are late, and receipts without an invoice. */
export async function listPayeeTodos(ctx: ActorContext, orgId: string): Promise<Todo[]> {
  if (!maySeeMoney(ctx)) return [];
  const [reports, invoice] = await Promise.all([lateReports(ctx, orgId), arrivedUninvoiced(ctx, orgId)]);
  return [...reports, ...invoice];
}

/** Reports whose last day is over, by the contract: who owes them has his own row. */
async function lateReports(ctx: ActorContext, orgId: string): Promise<Todo[]> {
  const rows = await ctx.db
    .select({
      contract: { id: contracts.id, title: contracts.title },
      payer: organisations.name,
      dueAt: deadlines.dueAt,
    })
    .from(deadlines)
    .innerJoin(contracts, eq(contracts.id, deadlines.subjectId))
    .innerJoin(organisations, eq(organisations.id, contracts.licenseeOrgId))
    .where(
      and(
        eq(deadlines.subjectType, 'royalty'),
        eq(deadlines.kind, 'report'),
        isNull(deadlines.doneAt),
        lt(deadlines.dueAt, ctx.now()),
        eq(contracts.licensorOrgId, orgId),
      ),
    )
    .orderBy(asc(deadlines.dueAt))
    .limit(20);
  return rows.map(({ contract: { id, title }, payer, dueAt }) => ({
    id: `royalty.late:${id}`,
    kind: 'royalty.late',
    title,
    detail: payer,
    amountFen: null,
    dueAt,
    href: `/desk/contracts/${id}/statements`,
    isMine: hasRole(ctx.actor, 'officer', 'finance'),
  }));
}

/** One row for all that was paid and is not invoiced, for finance. */
async function arrivedUninvoiced(ctx: ActorContext, orgId: string): Promise<Todo[]> {
  if (!hasRole(ctx.actor, 'finance')) return [];
  const claims = await listUninvoiced(ctx);
  const [oldest] = claims;
  if (oldest === undefined) return [];
  return [
    {
      id: `invoice.arrived:${orgId}`,
      kind: 'invoice.arrived',
      title: `${claims.length} 笔款项`,
      detail: `最早的应收日 ${oldest.dueOn}`,
      amountFen: claims.reduce((sum, { arrivedLeftFen }) => sum + arrivedLeftFen, 0n),
      dueAt: null,
      href: '/desk/money#uninvoiced',
      isMine: true,
    },
  ];
}
