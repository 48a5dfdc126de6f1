import type { LoaderFunctionArgs } from '@remix-run/node';
import { sheetOfStatement } from '#app/services/papers/statement-sheet.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { paperReply } from '#app/web/paper-reply.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

/** 收入提成申报表, to print and seal. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => paperReply(args.request, () => sheetOfStatement(ctx, rowId(args.params))));
}
