import type { LoaderFunctionArgs } from '@remix-run/node';
import { paperOfDecision } from '#app/services/papers/decision-paper.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { paperReply } from '#app/web/paper-reply.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

/** The decision file of one's own unit: what it rests on, who approved, what stood in publicity. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => paperReply(args.request, () => paperOfDecision(ctx, rowId(args.params))));
}
