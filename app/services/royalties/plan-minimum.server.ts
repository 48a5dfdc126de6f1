import { type Day, endOfDay } from '#app/domain/days.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import type { RoyaltyAccount } from './royalty-account.server.ts';

/**
 * Sets the next day on which a minimum may fall due without anybody's deed: the last day of the next report after `after`. Without an
 * agreed minimum there is none.
 */
export async function planMinimum(
  tx: In<Context>,
  contractId: string,
  { royalty, periods }: Pick<RoyaltyAccount, 'royalty' | 'periods'>,
  after: Day,
): Promise<void> {
  const hasMinimum = (royalty?.minimumFen ?? 0n) > 0n || (royalty?.yearlyMinimumFen ?? 0n) > 0n;
  const days = hasMinimum ? periods.map(({ reportDueOn }) => reportDueOn) : [];
  const next = days.find((day) => day > after);
  if (next === undefined) return clearDeadline(tx, 'royalty.minimum', contractId);
  await setDeadline(tx, { kind: 'royalty.minimum', subjectId: contractId, orgId: null, dueAt: endOfDay(next) });
}
