import { expect, test } from 'vitest';
import { statementSums } from './statement-sums.ts';

const none = { earlierFen: 0n, takenBackFen: 0n };

test('a report of a period that was reported before says what is taken off, and adds up to what is due', () => {
  expect(statementSums({ ...none, periodFen: 30_000_00n, earlierFen: 25_000_00n, dueFen: 5_000_00n })).toEqual([
    ['本期提成', 30_000_00n],
    ['减：原申报已计', 25_000_00n],
  ]);
  const lowered = { periodFen: 10_500_00n, earlierFen: 25_000_00n, dueFen: 0n, takenBackFen: 14_500_00n };
  expect(statementSums(lowered)).toHaveLength(2);
});

test('what a minimum, the cap or other periods move has its line; a first report that is due as it is has none', () => {
  expect(statementSums({ ...none, periodFen: 30_000_00n, dueFen: 30_000_00n })).toEqual([]);
  expect(statementSums({ ...none, periodFen: 30_000_00n, dueFen: 12_000_00n })).toEqual([
    ['本期提成', 30_000_00n],
    ['最低提成、封顶和其他各期随之变动', -18_000_00n],
  ]);
});
