import type { LoaderFunctionArgs } from '@remix-run/node';
import { contractClaims } from '#app/services/contracts/queries.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { tableReply } from '#app/web/table-reply.server.ts';

/** What fell due under a contract, as its page lists it to the parties. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { contract, claims } = await contractClaims(ctx, rowId(args.params));
    return tableReply(args.request, {
      name: `claims-${contract.no}`,
      sheet: '应收应付',
      head: [
        '事项',
        '最晚付款日',
        '金额（元）',
        '到账（元）',
        '贷项抵减（元）',
        '免除（元）',
        '已付待确认（元）',
        '未付清（元）',
      ],
      rows: claims.map((claim) => [
        claim.label,
        claim.dueOn,
        claim.amountFen,
        claim.paidFen,
        claim.creditedFen - claim.waivedFen,
        claim.waivedFen,
        claim.claimedFen,
        claim.outstandingFen,
      ]),
    });
  });
}
