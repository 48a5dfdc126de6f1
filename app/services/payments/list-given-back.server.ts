import { and, desc, eq, inArray, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { refundStatesGivenBack } from '#app/domain/refund.ts';
import { contracts, obligations, organisations, receipts, refunds } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { moneyOrgOf } from './money-access.server.ts';

const payer = alias(organisations, 'payer');
const payee = alias(organisations, 'payee');
const party = (org: typeof payer | typeof payee) => ({ id: org.id, name: org.name, isSample: org.isSample });

/** Money of receipts that is back with its payer, on either side, the newest first; of one claim or of all. Amounts are below zero. */
export async function listGivenBack(ctx: ActorContext, given: { obligationId?: string; limit: number }) {
  const orgId = moneyOrgOf(ctx);
  const rows = await ctx.db
    .select({
      id: refunds.id,
      receiptId: receipts.id,
      no: receipts.no,
      kind: refunds.kind,
      method: refunds.method,
      amountFen: refunds.amountFen,
      paidOn: refunds.paidOn,
      contractNo: contracts.no,
      contractTitle: contracts.title,
      label: obligations.label,
      payer: party(payer),
      payee: party(payee),
    })
    .from(refunds)
    .innerJoin(receipts, eq(receipts.id, refunds.receiptId))
    .innerJoin(contracts, eq(contracts.id, refunds.contractId))
    .innerJoin(obligations, eq(obligations.id, refunds.obligationId))
    .innerJoin(payer, eq(payer.id, refunds.payerOrgId))
    .innerJoin(payee, eq(payee.id, refunds.payeeOrgId))
    .where(
      and(
        or(eq(refunds.payerOrgId, orgId), eq(refunds.payeeOrgId, orgId)),
        inArray(refunds.state, [...refundStatesGivenBack]),
        given.obligationId === undefined ? undefined : eq(refunds.obligationId, given.obligationId),
      ),
    )
    .orderBy(desc(refunds.paidOn), desc(refunds.createdAt), desc(refunds.id))
    .limit(given.limit);
  return rows.map((row) => ({ ...row, amountFen: -row.amountFen, isPayer: row.payer.id === orgId }));
}
