import { and, asc, eq, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { contracts, creditUses, obligations, organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { moneyOrgOf } from '../payments/money-access.server.ts';

const payer = alias(organisations, 'payer');
const payee = alias(organisations, 'payee');

/** Penalties that were waived, of the actor's organisation on either side, the oldest first; at most `limit`. */
export async function listWaived(ctx: ActorContext, limit: number) {
  const orgId = moneyOrgOf(ctx);
  const rows = await ctx.db
    .select({
      id: creditUses.id,
      at: creditUses.createdAt,
      amountFen: creditUses.amountFen,
      label: obligations.label,
      payerOrgId: obligations.payerOrgId,
      contractNo: contracts.no,
      contractTitle: contracts.title,
      payer: { name: payer.name },
      payee: { name: payee.name },
    })
    .from(creditUses)
    .innerJoin(obligations, eq(obligations.id, creditUses.obligationId))
    .innerJoin(contracts, eq(contracts.id, obligations.contractId))
    .innerJoin(payer, eq(payer.id, obligations.payerOrgId))
    .innerJoin(payee, eq(payee.id, obligations.payeeOrgId))
    .where(
      and(
        eq(creditUses.kind, 'penalty_waived'),
        or(eq(obligations.payerOrgId, orgId), eq(obligations.payeeOrgId, orgId)),
      ),
    )
    .orderBy(asc(creditUses.createdAt), asc(creditUses.id))
    .limit(limit);
  return rows.map(({ payerOrgId, ...row }) => ({ ...row, isPayer: payerOrgId === orgId }));
}
