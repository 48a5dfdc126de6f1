import type { LoaderFunctionArgs } from '@remix-run/node';
import { distributionMachine } from '#app/domain/distribution.ts';
import { labelOf } from '#app/domain/machine.ts';
import { contractReceiptsShared } from '#app/services/distributions/contract-distributions.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { tableReply } from '#app/web/table-reply.server.ts';

/** How far each receipt of a contract is shared, as its page lists it to the payee. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { contract, rows } = await contractReceiptsShared(ctx, rowId(args.params));
    return tableReply(args.request, {
      name: `distributions-${contract.no}`,
      sheet: '收益分配',
      head: ['到账日', '收款单', '到账（元）', '净收入（元）', '分给个人（元）', '状态'],
      rows: rows.map(({ paidOn, no, amountFen, distribution }) => [
        paidOn,
        no,
        amountFen,
        distribution?.netFen ?? '',
        distribution?.teamFen ?? '',
        distribution ? labelOf(distributionMachine, distribution.state) : '待分配',
      ]),
    });
  });
}
