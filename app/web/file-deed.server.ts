import type { z } from 'zod';
import type { ActorContext } from '#app/services/context.server.ts';
import type { Received } from '#app/services/files/keep-file.server.ts';
import { deed, type Intents } from './form.server.ts';
import { requiredFile, type Upload } from './upload.server.ts';
import { fileFault } from './voucher.server.ts';

/**
 * As `deed`, for a form that cannot do without its one file; `says` asks for it. One answer names the file with all else that is
 * missing.
 */
export const fileDeed = <Schema extends z.ZodType>(
  upload: Upload,
  says: string,
  schema: Schema,
  run: (ctx: ActorContext, input: z.infer<Schema>, file: Received) => Promise<Response>,
): Intents<ActorContext>[string] => ({
  ...deed(schema, (ctx, input) => run(ctx, input, requiredFile(upload, says))),
  besides: () => {
    const fault = fileFault(upload, says);
    return fault === null ? [] : [{ field: upload.refusal?.field ?? 'file', says: fault }];
  },
});
