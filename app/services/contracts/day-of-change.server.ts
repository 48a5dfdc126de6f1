import type { Day } from '#app/domain/days.ts';
import { countsOf } from '#app/domain/version-text.ts';
import type { Context } from '../context.server.ts';
import { keptText } from './kept-text.server.ts';
import type { Amendment } from './prepare-amendment.server.ts';

/**
 * The day that a change names; null where its words count it from its signing, until both have signed: the row has the day on which it was
 * written.
 */
export async function dayOfChange(
  ctx: Context,
  change: Pick<Amendment, 'contractId' | 'versionN' | 'state' | 'effectiveOn' | 'asksPublicity'>,
): Promise<Day | null> {
  if (change.state === 'signed') return change.effectiveOn;
  if (change.asksPublicity) return null;
  const { change: words } = await keptText(ctx, change.contractId, change.versionN);
  return words !== undefined && countsOf(words) !== 'day' ? null : change.effectiveOn;
}
