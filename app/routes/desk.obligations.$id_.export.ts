import type { LoaderFunctionArgs } from '@remix-run/node';
import { moneyRecord } from '#app/domain/money-record.ts';
import { paymentsTable } from '#app/domain/money-tables.ts';
import { withPlaced } from '#app/domain/placed-rows.ts';
import { getObligation } from '#app/services/payments/queries.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { tableReply } from '#app/web/table-reply.server.ts';

/** What was paid on a claim, as its page lists it to payer and payee. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { reference, receipts, placed, givenBack } = await getObligation(ctx, rowId(args.params));
    const table = paymentsTable(moneyRecord(withPlaced(receipts, placed), givenBack));
    return tableReply(args.request, { name: `payments-${reference}`, sheet: '已付的款', ...table });
  });
}
