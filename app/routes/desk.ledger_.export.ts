import type { LoaderFunctionArgs } from '@remix-run/node';
import { dayOf, formatInstant } from '#app/domain/days.ts';
import { accountLabels } from '#app/domain/ledger.ts';
import { listBalances, listEntries } from '#app/services/ledger/queries.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { isCutShort, mostExported, tableReply } from '#app/web/table-reply.server.ts';

/** The organisation's whole book, one line a row; with `?of=balances` its accounts. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const { searchParams } = new URL(args.request.url);
  return page(async () => {
    const day = dayOf(ctx.now());
    if (searchParams.get('of') === 'balances') {
      const balances = await listBalances(ctx);
      return tableReply(args.request, {
        name: `balances-${day}`,
        sheet: '科目余额',
        head: ['科目', '借方累计（元）', '贷方累计（元）', '余额（元）'],
        rows: balances.map(({ account, debitFen, creditFen }) => [
          accountLabels[account],
          debitFen,
          creditFen,
          debitFen - creditFen,
        ]),
      });
    }
    const { entries } = await listEntries(ctx, { limit: mostExported });
    return tableReply(args.request, {
      name: `ledger-${day}`,
      sheet: '分录',
      head: ['时间', '凭证号', '摘要', '科目', '借方（元）', '贷方（元）'],
      isCut: isCutShort(entries),
      rows: entries.flatMap((entry) =>
        entry.lines.map((line) => [
          formatInstant(entry.occurredAt),
          entry.reference,
          entry.description,
          accountLabels[line.account],
          line.debitFen,
          line.creditFen,
        ]),
      ),
    });
  });
}
