import type { Day } from '#app/domain/days.ts';
import type { OwedReports } from '#app/domain/owed-reports.ts';
import { obligationSchedule } from '#app/domain/schedule.ts';
import type { Contract } from './own-contract.server.ts';

/**
 * What can still fall due: of the signed terms what is no claim yet, before that everything. `signedOn`: the day of signing, or the
 * earliest on which it can be. Of a signed contract the royalties are those of the periods that are still to be reported, as its page and
 * the page of reports have them.
 */
export function scheduleAhead(
  contract: Pick<Contract, 'signedAt'>,
  terms: Parameters<typeof obligationSchedule>[0],
  stones: readonly { id: string; claimSubjectId: string | null; position: number; state: string }[],
  charged: ReadonlySet<string>,
  owed: OwedReports['periods'],
  {
    today,
    ...running
  }: {
    readonly signedOn: Day;
    readonly concludedOn?: Day | undefined;
    readonly deliveredOn?: Day | null | undefined;
    readonly today: Day;
  },
) {
  if (contract.signedAt === null) return obligationSchedule(terms, { ...running, asOf: today });
  return obligationSchedule(terms, { ...running, asOf: today, periods: owed }).filter(({ kind, key }) => {
    if (kind === 'royalty') return true;
    const stone = stones.find((item) => `milestone:${item.position - 1}` === key);
    return (
      stone !== undefined &&
      !charged.has(stone.claimSubjectId ?? stone.id) &&
      !['settled', 'cancelled'].includes(stone.state)
    );
  });
}
