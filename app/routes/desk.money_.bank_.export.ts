import type { LoaderFunctionArgs } from '@remix-run/node';
import { bankRowMachine } from '#app/domain/bank-row.ts';
import { dayOf } from '#app/domain/days.ts';
import { labelOf } from '#app/domain/machine.ts';
import { bankViews, listBankRows } from '#app/services/bank/queries.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { tableReply } from '#app/web/table-reply.server.ts';

const head = [
  '交易日期',
  '本方账号',
  '收入（元）',
  '支出（元）',
  '对方户名',
  '对方账号',
  '附言',
  '流水号',
  '状态',
  '收款单',
  '说明',
];

/** The lines of one view as a table. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const asked = new URL(args.request.url).searchParams.get('view');
  const view = bankViews.find((one) => one === asked) ?? 'open';
  return page(async () => {
    const { rows } = await listBankRows(ctx, { view, page: 1, limit: 20_000 });
    return tableReply(args.request, {
      name: `bank-${view}-${dayOf(ctx.now())}`,
      sheet: '银行流水',
      head,
      rows: rows.map((row) => [
        row.bookedOn,
        row.accountNo,
        row.direction === 'in' ? row.amountFen : '',
        row.direction === 'out' ? row.amountFen : '',
        row.otherName,
        row.otherAccountNo,
        row.memo,
        row.serial ?? '',
        labelOf(bankRowMachine, row.state),
        row.receiptNo ?? '',
        row.note ?? row.matches[0]?.reasons.join('；') ?? row.returns[0]?.reasons.join('；') ?? '',
      ]),
    });
  });
}
