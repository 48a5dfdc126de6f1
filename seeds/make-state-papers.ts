import { Readable } from 'node:stream';
import type { Context } from '#app/services/context.server.ts';
import type { Received } from '#app/services/files/keep-file.server.ts';

/** A signed paper as a PDF of its own bytes, uploaded and not yet kept. */
export async function makePaper(ctx: Pick<Context, 'files'>, name: string): Promise<Received> {
  const bytes = Buffer.from(`%PDF-1.7\n${name} ${Math.random()}`);
  return { ...(await ctx.files.put(Readable.from([bytes]), 1_000)), name: `${name}.pdf` };
}

/** The two papers of a state-owned assignment. */
export const statePapers = async (ctx: Pick<Context, 'files'>) => ({
  filing: await makePaper(ctx, '评估备案表'),
  certificate: await makePaper(ctx, '交易凭证'),
});
