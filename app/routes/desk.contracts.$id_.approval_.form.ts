import type { LoaderFunctionArgs } from '@remix-run/node';
import { paperOfApprovalForm } from '#app/services/papers/approval-form-paper.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { paperReply } from '#app/web/paper-reply.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

/** 审批表 of one's own unit, to print and sign. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => paperReply(args.request, () => paperOfApprovalForm(ctx, rowId(args.params))));
}
