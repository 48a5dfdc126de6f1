import { and, eq } from 'drizzle-orm';
import type { ChangePaperFacts } from '#app/domain/change-paper.ts';
import { contractAmendments } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { articlesOf } from './amendment-queries.server.ts';
import { getVersion } from './own-contract.server.ts';
import { textDifference } from './text-difference.server.ts';

/** What a version changes of the signed one, for its paper; null where it is no change of one. */
export async function changeOfVersion(
  ctx: Pick<Context, 'db'>,
  contractId: string,
  versionN: number,
): Promise<ChangePaperFacts | null> {
  const isThis = and(eq(contractAmendments.contractId, contractId), eq(contractAmendments.versionN, versionN));
  const [amendment] = await ctx.db.select().from(contractAmendments).where(isThis);
  if (amendment === undefined) return null;
  const { baseVersionN, effectiveOn, reason } = amendment;
  const [base, before, after] = await Promise.all([
    getVersion(ctx, contractId, baseVersionN),
    articlesOf(ctx, contractId, baseVersionN),
    articlesOf(ctx, contractId, versionN),
  ]);
  return { baseVersionN, baseSha256: base.sha256, effectiveOn, reason, changes: textDifference(before, after) };
}
