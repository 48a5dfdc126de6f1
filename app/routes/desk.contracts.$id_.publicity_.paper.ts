import type { LoaderFunctionArgs } from '@remix-run/node';
import { paperOfPublicity } from '#app/services/papers/publicity-paper.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { paperReply } from '#app/web/paper-reply.server.ts';
import { page } from '#app/web/respond.server.ts';
import { versionAsked } from '#app/web/version-asked.ts';
import { rowId } from '#app/web/row-id.server.ts';

/** The record of the latest publicity; once it is over, 公示无异议证明 or 公示结果证明. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() =>
    paperReply(args.request, () => paperOfPublicity(ctx, rowId(args.params), { version: versionAsked(args.request) })),
  );
}
