import { and, eq } from 'drizzle-orm';
import type { VersionText } from '#app/domain/version-text.ts';
import { contractTexts } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** The words of a version as they were kept when it was written. They are never written anew: without them there is no text. */
export async function keptText(ctx: Pick<Context, 'db'>, contractId: string, n: number): Promise<VersionText> {
  const [row] = await ctx.db
    .select({ text: contractTexts.text })
    .from(contractTexts)
    .where(and(eq(contractTexts.contractId, contractId), eq(contractTexts.n, n)));
  if (row === undefined) throw new Error(`text of contract ${contractId} version ${n} was not kept`);
  return row.text;
}
