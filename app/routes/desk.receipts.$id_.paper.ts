import type { LoaderFunctionArgs } from '@remix-run/node';
import { paperOfReceipt } from '#app/services/papers/receipt-paper.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { paperReply } from '#app/web/paper-reply.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

/** 到账确认单 of a confirmed receipt. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => paperReply(args.request, () => paperOfReceipt(ctx, rowId(args.params))));
}
