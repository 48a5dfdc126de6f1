import type { LoaderFunctionArgs } from '@remix-run/node';
import { ageBuckets, ageLabels } from '#app/domain/ageing.ts';
import { dayOf } from '#app/domain/days.ts';
import { listAgeing } from '#app/services/payments/ageing.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { readAgeing } from '#app/web/read-ageing.ts';
import { page } from '#app/web/respond.server.ts';
import { tableReply } from '#app/web/table-reply.server.ts';

const heads = { contract: '合同', party: '对方', region: '地区' } as const;

/** The report as a table of yuan. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const asked = readAgeing(args.request.url);
  return page(async () => {
    const rows = await listAgeing(ctx, asked);
    return tableReply(args.request, {
      name: `ageing-${dayOf(ctx.now())}`,
      sheet: '账龄',
      head: [
        ...(asked.by === 'contract' ? ['合同编号'] : []),
        heads[asked.by],
        ...ageBuckets.map((bucket) => `${ageLabels[bucket]}（元）`),
        '合计（元）',
      ],
      rows: rows.map(({ label, no, fens, totalFen }) => [
        ...(no ? [no] : []),
        label,
        ...ageBuckets.map((bucket) => fens[bucket]),
        totalFen,
      ]),
    });
  });
}
