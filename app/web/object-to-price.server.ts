import { redirect } from '@remix-run/node';
import type { ObjectInput } from '#app/domain/objection-input.ts';
import { objectionPapers } from '#app/domain/objection-papers.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { fileObjection } from '#app/services/contracts/file-objection.server.ts';
import { deed } from './form.server.ts';
import type { RouteArgs } from './form.server.ts';
import { handleUpload } from './handle-upload.server.ts';

interface Objecting {
  /** The notice that the address names; throws where it is not for this person. */
  readonly see: (ctx: ActorContext) => Promise<{ readonly publicity: { readonly id: string } }>;
  readonly input: typeof ObjectInput;
  readonly backTo: string;
}

/** Answers the form that objects to a price, which may bring files: whoever is signed in and reads the notice. */
export const objectToPrice = (args: RouteArgs, { see, input, backTo }: Objecting) =>
  handleUpload(
    args,
    { maxBytes: objectionPapers.maxBytes, maxFiles: objectionPapers.most, may: () => true, see },
    ({ files, refusal }) => ({
      object: deed(input, async (ctx, given) => {
        if (refusal) throw refusal;
        const { publicity } = await see(ctx);
        const papers = files.map(({ sha256, bytes, name }) => ({ sha256, bytes, name }));
        await fileObjection(ctx, { ...given, publicityId: publicity.id, papers });
        return redirect(backTo);
      }),
    }),
  );
