import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { kindsWith } from '#app/domain/obligation.ts';
import { contracts, obligations, organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { moneyOrgOf } from '../payments/money-access.server.ts';

/** Beside a row of obligations: blue invoices less red ones. */
export const billedFen = sql<string>`coalesce((select sum(case when i.colour = 'red' then -i.total_fen else i.total_fen end)
  from invoices i where i.obligation_id = obligations.id), 0)::text`;

/** A claim beside its contract and payer, as lists of what is invoiced show it. */
export const billedColumns = {
  id: obligations.id,
  label: obligations.label,
  dueOn: obligations.dueOn,
  contractId: obligations.contractId,
  contractNo: contracts.no,
  contractTitle: contracts.title,
  payer: { name: organisations.name, isSample: organisations.isSample },
  amountFen: obligations.amountFen,
  billedFen,
};

/** Claims of the reader's organisation that are invoiced. */
export const isOwnBilled = (ctx: ActorContext): SQL | undefined =>
  and(eq(obligations.payeeOrgId, moneyOrgOf(ctx)), inArray(obligations.kind, kindsWith('invoiced')));
