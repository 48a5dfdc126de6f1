import type { LoaderFunctionArgs } from '@remix-run/node';
import { tradePaperOf } from '#app/services/trades/queries.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { paperReply } from '#app/web/paper-reply.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

/** 挂牌交易纪要 of a trade that has a result, for the two sides of it. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => paperReply(args.request, () => tradePaperOf(ctx, rowId(args.params))));
}
