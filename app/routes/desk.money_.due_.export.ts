import type { LoaderFunctionArgs } from '@remix-run/node';
import { dayOf } from '#app/domain/days.ts';
import { listDueSoon } from '#app/services/payments/ageing.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { readAgeing, readWindow } from '#app/web/read-ageing.ts';
import { page } from '#app/web/respond.server.ts';
import { tableReply } from '#app/web/table-reply.server.ts';

const heads = { contract: '合同', party: '对方', region: '地区' } as const;

/** The report as a table of yuan. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const { url } = args.request;
  const asked = readAgeing(url);
  return page(async () => {
    const { rows } = await listDueSoon(ctx, asked, readWindow(url));
    return tableReply(args.request, {
      name: `due-${readWindow(url)}-${dayOf(ctx.now())}`,
      sheet: '到期',
      head: [...(asked.by === 'contract' ? ['合同编号'] : []), heads[asked.by], '笔数', '最早到期日', '未付清（元）'],
      rows: rows.map(({ label, no, n, nextOn, openFen }) => [...(no ? [no] : []), label, String(n), nextOn, openFen]),
    });
  });
}
