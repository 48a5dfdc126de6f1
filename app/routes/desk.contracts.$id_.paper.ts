import type { LoaderFunctionArgs } from '@remix-run/node';
import { AppError } from '#app/domain/errors.ts';
import { paperOfContract } from '#app/services/papers/contract-paper.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { paperReply } from '#app/web/paper-reply.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

/** The contract to print and seal, or to keep: `?version=2`, `?format=docx`. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const asked = new URL(args.request.url).searchParams.get('version');
    if (asked !== null && !/^[1-9]\d{0,5}$/.test(asked)) throw new AppError('not_found');
    const n = asked === null ? null : Number(asked);
    return paperReply(args.request, () => paperOfContract(ctx, rowId(args.params), n));
  });
}
