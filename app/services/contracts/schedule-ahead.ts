import { dayOf } from '#app/domain/days.ts';
import { obligationSchedule } from '#app/domain/schedule.ts';
import type { Contract } from './own-contract.server.ts';

/** What can still fall due: of the signed terms what is no claim yet, before that everything. */
export function scheduleAhead(
  contract: Pick<Contract, 'signedAt'>,
  terms: Parameters<typeof obligationSchedule>[0],
  stones: readonly { id: string; claimSubjectId: string | null; position: number; state: string }[],
  charged: ReadonlySet<string>,
  nextPeriod: string | null,
  today: string,
) {
  const rows = obligationSchedule(terms, {
    signedOn: contract.signedAt ? dayOf(contract.signedAt) : today,
    asOf: today,
  });
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
