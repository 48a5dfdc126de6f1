import type { LoaderFunctionArgs } from '@remix-run/node';
import { dayOf } from '#app/domain/days.ts';
import { laterOn } from '#app/domain/later-rates.ts';
import { countingRatesText } from '#app/domain/later-rates-text.ts';
import { labelOf } from '#app/domain/machine.ts';
import { periodLabel } from '#app/domain/period-label.ts';
import { royaltyStatementMachine } from '#app/domain/royalty-statement.ts';
import { statementOf } from '#app/services/royalties/queries.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { tableReply } from '#app/web/table-reply.server.ts';

const head = [
  '期间',
  '申报日',
  '收入（元）',
  '计提基数（元）',
  '适用的比例',
  '提成（元）',
  '更正转贷项（元）',
  '到账（元）',
  '贷项抵减（元）',
  '状态',
  '说明',
];

/** Every period that was reported, the report that counts. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { contract, account, statements } = await statementOf(ctx, rowId(args.params), null);
    return tableReply(args.request, {
      name: `statements-${contract.no}`,
      sheet: '收入申报',
      head,
      rows: statements.map((row) => [
        periodLabel(row.period),
        dayOf(row.filedAt),
        row.grossFen,
        row.baseFen,
        account ? countingRatesText(account.royalty, laterOn(account.royalty, row.startsOn)) : '',
        row.chargedFen,
        row.takenBackFen,
        row.paidFen,
        row.creditedFen,
        labelOf(royaltyStatementMachine, row.state),
        row.note,
      ]),
    });
  });
}
