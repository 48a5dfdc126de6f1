import { changeWords } from '#app/domain/change-paper.ts';
import type { VersionText } from '#app/domain/version-text.ts';
import type { Context } from '../context.server.ts';
import { keptText } from './kept-text.server.ts';
import { textDifference } from './text-difference.server.ts';

/**
 * What a version changes of the signed one, for its page and its paper, as it was kept with its words; a change from before that was kept
 * is told as the platform tells it today. Null where it is no change of one.
 */
export async function changeOfVersion(
  ctx: Context,
  { contractId, n }: { readonly contractId: string; readonly n: number },
  { change, changeWords: kept, articles }: VersionText,
): Promise<readonly string[] | null> {
  if (change === undefined) return null;
  if (kept !== undefined) return kept;
  const before = await keptText(ctx, contractId, change.baseVersionN);
  return changeWords(n, change, textDifference(before.articles, articles));
}
