import type { Day } from '#app/domain/days.ts';
import { obligationSchedule } from '#app/domain/schedule.ts';
import type { Contract } from './own-contract.server.ts';

/**
 * What can still fall due: of the signed terms what is no claim yet, before that everything. `signedOn`: the day of signing, or the
 * earliest on which it can be.
 */
export function scheduleAhead(
  contract: Pick<Contract, 'signedAt'>,
  terms: Parameters<typeof obligationSchedule>[0],
  stones: readonly { id: string; claimSubjectId: string | null; position: number; state: string }[],
  charged: ReadonlySet<string>,
  nextPeriod: string | null,
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
  const rows = obligationSchedule(terms, { ...running, asOf: today });
  if (contract.signedAt === null) return rows;
  let isAhead = false;
  return rows.filter((row) => {
    const [kind = '', key = ''] = row.key.split(':');
    if (kind === 'milestone') {
      const stone = stones.find((item) => item.position === Number(key) + 1);
      return (
        stone !== undefined &&
        !charged.has(stone.claimSubjectId ?? stone.id) &&
        !['settled', 'cancelled'].includes(stone.state)
      );
    }
    isAhead ||= key === nextPeriod;
    return isAhead;
  });
}
