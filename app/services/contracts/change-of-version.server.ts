import type { ChangePaperFacts } from '#app/domain/change-paper.ts';
import type { VersionText } from '#app/domain/version-text.ts';
import type { Context } from '../context.server.ts';
import { keptText } from './kept-text.server.ts';
import { textDifference } from './text-difference.server.ts';

/** What a version changes of the signed one, for its paper, word by word as both were kept; null where it is no change of one. */
export async function changeOfVersion(
  ctx: Context,
  contractId: string,
  { change, articles }: VersionText,
): Promise<ChangePaperFacts | null> {
  if (change === undefined) return null;
  const before = await keptText(ctx, contractId, change.baseVersionN);
  return { ...change, changes: textDifference(before.articles, articles) };
}
