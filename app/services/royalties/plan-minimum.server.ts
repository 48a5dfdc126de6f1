import { addDays, type Day, startOfDay } from '#app/domain/days.ts';
import { hasMinimum } from '#app/domain/later-rates.ts';
import { overdueOn } from '#app/domain/royalty-run.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import type { RoyaltyAccount } from './royalty-account.server.ts';

/**
 * Sets the next day on which a minimum may fall due without anybody's deed: the day after the last one to report, the first such after
 * `after`. Without an agreed minimum there is none. Where rest days move that last day, the unmoved one is asked, too: a day entered as
 * worked meanwhile brings it forward.
 */
export async function planMinimum(
  tx: In<Context>,
  contractId: string,
  { royalty, periods }: Pick<RoyaltyAccount, 'royalty' | 'periods'>,
  after: Day,
): Promise<void> {
  const isAgreed = royalty !== null && hasMinimum(royalty);
  const { reportWithinDays = 0 } = royalty ?? {};
  const days = periods.flatMap((period) => [addDays(period.endOn, 1 + reportWithinDays), overdueOn(period)]);
  const next = isAgreed ? days.find((day) => day > after) : undefined;
  if (next === undefined) return clearDeadline(tx, 'royalty.minimum', contractId);
  await setDeadline(tx, { kind: 'royalty.minimum', subjectId: contractId, orgId: null, dueAt: startOfDay(next) });
}
