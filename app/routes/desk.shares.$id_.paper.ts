import type { LoaderFunctionArgs } from '@remix-run/node';
import { paperOfShare } from '#app/services/papers/share-paper.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { paperReply } from '#app/web/paper-reply.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

/** 个人收益分配明细 of one's own share. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => paperReply(args.request, () => paperOfShare(ctx, rowId(args.params))));
}
