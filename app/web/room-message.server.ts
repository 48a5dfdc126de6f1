import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { MessageInput } from '#app/domain/deal-input.ts';
import { AppError } from '#app/domain/errors.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { postMessage, writerOrg } from '#app/services/deals/post-message.server.ts';
import { reachDeal } from '#app/services/deals/reach-deal.server.ts';
import { deed } from './form.server.ts';
import { handleUpload } from './handle-upload.server.ts';

const maxFileBytes = 20 * 1_048_576;

/** Answers the room's form of a message, which may bring a file. */
export function roomMessage(args: ActionFunctionArgs, dealId: string) {
  // A broker writes by his mandate, which no role tells: the deal itself is asked.
  const see = async (ctx: ActorContext) => writerOrg(ctx, await reachDeal(ctx, dealId));
  return handleUpload(args, { maxBytes: maxFileBytes, may: () => true, see }, ({ files, refusal }) => ({
    message: deed(MessageInput, async (actor, input) => {
      if (refusal) throw new AppError(refusal.code, refusal.params, 'file');
      const [file] = files;
      const received = file && { sha256: file.sha256, bytes: file.bytes, name: file.name };
      await postMessage(actor, { dealId, ...input, file: received });
      return redirect(`/desk/deals/${dealId}#latest`);
    }),
  }));
}
