import type { LoaderFunctionArgs } from '@remix-run/node';
import { dayOf, formatInstant } from '#app/domain/days.ts';
import { accountLabels } from '#app/domain/ledger.ts';
import { listEntries } from '#app/services/ledger/queries.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { csvAmount, csvResponse } from '#app/web/csv.server.ts';
import { page } from '#app/web/respond.server.ts';

/** The organisation's whole book, one line a row. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { entries } = await listEntries(ctx, { limit: 50_000 });
    return csvResponse(`ledger-${dayOf(ctx.now())}.csv`, [
      ['时间', '凭证号', '摘要', '科目', '借方（元）', '贷方（元）'],
      ...entries.flatMap((entry) =>
        entry.lines.map((line) => [
          formatInstant(entry.occurredAt),
          entry.reference,
          entry.description,
          accountLabels[line.account],
          csvAmount(line.debitFen),
          csvAmount(line.creditFen),
        ]),
      ),
    ]);
  });
}
