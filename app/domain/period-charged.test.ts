import { expect, test } from 'vitest';
import { periodCharged } from './period-charged.ts';

test('a period is charged what its reports raised less what its corrections took back', () => {
  const reports = [
    { id: 'a', period: '2026Q2', dueFen: 2_500_000n },
    { id: 'b', period: '2026Q2', dueFen: 0n },
    { id: 'c', period: '2026Q3', dueFen: 2_125_000n },
    { id: 'd', period: '2026Q3', dueFen: 100_000n },
  ];
  const back = new Map([['b', 1_450_000n]]);
  expect(periodCharged(reports, '2026Q2', back)).toEqual({ chargedFen: 1_050_000n, takenBackFen: 1_450_000n });
  expect(periodCharged(reports, '2026Q3', back)).toEqual({ chargedFen: 2_225_000n, takenBackFen: 0n });
});
