import type { RoleGate } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { forgetBytes } from '#app/services/files/forget-bytes.server.ts';
import { reserveUpload, settleUpload } from '#app/services/files/reserve-upload.server.ts';
import { actorContextFor } from './context-for-request.server.ts';
import { type Intents, type RouteArgs, runIntent } from './form.server.ts';
import { asResponse } from './respond.server.ts';
import { receiveUpload, type Upload } from './upload.server.ts';

interface UploadGate {
  /** Of one file. */
  readonly maxBytes: number;
  /** One file unless said. */
  readonly maxFiles?: number;
  /** The gate of the verb. */
  readonly may: RoleGate;
  /** Throws when the row of the path is not for this person. */
  readonly see?: (ctx: ActorContext) => Promise<unknown>;
  /** False for what is only read: its bytes are erased with the answer, whatever that is. */
  readonly isKept?: boolean;
}

/** Text fields and the seams of a multipart form around the file itself. */
const formBytes = 1_048_576;

/**
 * Answers a form that brings files. Who may not, whose row it is not and whose day is full is refused before a byte of the
 * body is read; then it is streamed into storage and the named deed runs.
 */
export async function handleUpload(
  args: RouteArgs,
  { maxBytes, maxFiles = 1, may, see, isKept = true }: UploadGate,
  intentsFor: (upload: Upload) => Intents<ActorContext>,
) {
  const { request, context } = args;
  const ctx = await actorContextFor(args);
  const announced = Number(request.headers.get('content-length') ?? maxBytes + formBytes);
  const reserved = await gated(async () => {
    if (!may(ctx.actor)) throw new AppError('forbidden');
    await see?.(ctx);
    // A file a little too large still gets its words and keeps what was typed; a giant one is not read at all.
    if (!(announced >= 0 && announced <= 4 * maxBytes + formBytes)) throw new AppError('file_too_large', { maxBytes });
    return reserveUpload(ctx, Math.min(announced, maxBytes + formBytes), context.platform.uploadLimits);
  });
  let stored = 0;
  const names = new Set<string>();
  const files: ActorContext['files'] = {
    ...ctx.files,
    put: async (source, most) => {
      const kept = await ctx.files.put(source, most);
      stored += kept.bytes;
      names.add(kept.sha256);
      return kept;
    },
  };
  try {
    const upload = await receiveUpload({ files }, request, maxBytes, maxFiles);
    return await runIntent(upload.form, intentsFor(upload), ctx, request, context);
  } finally {
    await settleUpload(ctx, reserved, stored);
    if (!isKept) for (const name of names) await forgetBytes(ctx, name).catch(logged(ctx));
  }
}

/** What could not be erased now the sweep erases; the deed is done and its answer stands. */
const logged = (ctx: ActorContext) => (error: unknown) => ctx.log.error({ err: error }, 'an upload was not erased');

const gated = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw asResponse(error);
  }
};
