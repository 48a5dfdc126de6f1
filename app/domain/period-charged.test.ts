import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  creditByPeriod,
  loweredFromJson,
  loweredPeriods,
  movedByRights,
  partsToJson,
  type PeriodCredit,
  periodCharged,
  raisedFromJson,
  raisedPeriods,
} from './period-charged.ts';

const reports = [
  { id: 'a', period: '2026Q2', dueFen: 2_500_000n },
  { id: 'b', period: '2026Q2', dueFen: 0n },
  { id: 'c', period: '2026Q3', dueFen: 2_125_000n },
  { id: 'd', period: '2026Q3', dueFen: 100_000n },
];

test('a period is charged what its reports raised less what its corrections took back', () => {
  const back: PeriodCredit[] = [{ statementId: 'b', period: '2026Q2', fen: 1_450_000n }];
  expect(periodCharged(reports, '2026Q2', back)).toEqual({
    chargedFen: 1_050_000n,
    raisedByOthersFen: 0n,
    takenBackFen: 1_450_000n,
    byOthersFen: 0n,
  });
  expect(periodCharged(reports, '2026Q3', back)).toEqual({
    chargedFen: 2_225_000n,
    raisedByOthersFen: 0n,
    takenBackFen: 0n,
    byOthersFen: 0n,
  });
});

test('what a correction took back of another period stands with that period', () => {
  const back: PeriodCredit[] = [
    { statementId: 'b', period: '2026Q2', fen: 1_000_000n },
    { statementId: 'b', period: '2026Q3', fen: 450_000n },
    { statementId: 'd', period: '2026Q3', fen: 50_000n },
  ];
  expect(periodCharged(reports, '2026Q2', back)).toMatchObject({ chargedFen: 1_500_000n, byOthersFen: 0n });
  expect(periodCharged(reports, '2026Q3', back)).toEqual({
    chargedFen: 1_725_000n,
    raisedByOthersFen: 0n,
    takenBackFen: 500_000n,
    byOthersFen: 450_000n,
  });
});

test('what an end of a right took back of a period and a restoration charged anew is told from what reports moved', () => {
  const back: PeriodCredit[] = [
    { statementId: 'd', period: '2026Q3', fen: 50_000n },
    { statementId: 'end', period: '2026Q3', fen: 408_696n },
    { statementId: 'end', period: '2026Q2', fen: 100n },
  ];
  const anew = [
    { period: '2026Q2', fen: 100n },
    { period: '2026Q3', fen: 408_696n },
  ];
  const byRights = [{ id: 'back', period: '2026Q2', dueFen: 408_796n, raised: anew }];
  const of = (period: string) => movedByRights(period, { reports, byRights, takenBack: back });
  expect(of('2026Q3')).toEqual({ lapsedFen: 408_696n, restoredFen: 408_696n });
  expect(of('2026Q2')).toEqual({ lapsedFen: 100n, restoredFen: 100n });
  expect(of('2026Q4')).toEqual({ lapsedFen: 0n, restoredFen: 0n });
});

test('a credit belongs to its own period as far as the report lowered it, then to the others; the rest is its own', () => {
  const lowered = [
    { period: '2026Q1', fen: 200n },
    { period: '2026Q2', fen: 1_800n },
    { period: '2026Q3', fen: 1_000n },
  ];
  expect(creditByPeriod(3_000n, '2026Q2', lowered)).toEqual([
    { period: '2026Q2', fen: 1_800n },
    { period: '2026Q1', fen: 200n },
    { period: '2026Q3', fen: 1_000n },
  ]);
  expect(creditByPeriod(1_900n, '2026Q2', lowered)).toEqual([
    { period: '2026Q2', fen: 1_800n },
    { period: '2026Q1', fen: 100n },
  ]);
  expect(creditByPeriod(3_500n, '2026Q2', lowered)[0]).toEqual({ period: '2026Q2', fen: 2_300n });
  // Its own rose, so that only the other explains the credit.
  expect(creditByPeriod(400n, '2026Q2', [{ period: '2026Q3', fen: 900n }])).toEqual([{ period: '2026Q3', fen: 400n }]);
  expect(creditByPeriod(400n, '2026Q2', [])).toEqual([{ period: '2026Q2', fen: 400n }]);
});

test('whatever was lowered, the parts sum to the credit', () => {
  const part = fc.record({ period: fc.constantFrom('2026Q1', '2026Q2', '2026Q3'), fen: fc.bigInt(1n, 10n ** 9n) });
  const parts = fc.uniqueArray(part, { selector: ({ period }) => period });
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 9n), parts, (creditFen, lowered) => {
      const split = creditByPeriod(creditFen, '2026Q2', lowered);
      expect(split.reduce((sum, { fen }) => sum + fen, 0n)).toBe(creditFen);
      expect(split.every(({ fen }) => fen > 0n)).toBe(true);
    }),
  );
});

test('a report lowers the reported periods that cost less with it; what is kept of it reads back the same', () => {
  const costs = (key: string, amountFen: bigint, report: object | null = {}) => ({
    period: { key },
    report,
    amountFen,
  });
  const before = [costs('2026Q1', 2_400n), costs('2026Q2', 3_600n), costs('2026Q3', 500n, null)];
  const after = [costs('2026Q1', 600n), costs('2026Q2', 2_400n), costs('2026Q3', 400n, null)];
  const lowered = loweredPeriods(before, after);
  expect(lowered).toEqual([
    { period: '2026Q1', fen: 1_800n },
    { period: '2026Q2', fen: 1_200n },
  ]);
  expect(loweredPeriods(after, before)).toEqual([]);
  expect(loweredFromJson({ dueFen: '0', lowered: partsToJson(lowered) })).toEqual(lowered);
  expect(loweredFromJson({})).toEqual([]);
});

test('what a report raised of another period stands with that one: corrected to nothing later, it is charged nothing, not less', () => {
  const costs = (key: string, amountFen: bigint) => ({ period: { key }, report: {}, amountFen });
  // Tiers of the year: 1 % up to 1,000,000.00, 10 % above. Q1 100,000.00, Q2 900,000.00; then Q1 is 1,000,000.00, then Q2 nothing.
  const raised = raisedPeriods(
    [costs('2026Q1', 100_000n), costs('2026Q2', 900_000n)],
    [costs('2026Q1', 1_000_000n), costs('2026Q2', 9_000_000n)],
  );
  expect(raisedFromJson({ raised: partsToJson(raised) })).toEqual(raised);
  const filed = [
    { id: 'a', period: '2026Q1', dueFen: 100_000n },
    { id: 'b', period: '2026Q2', dueFen: 900_000n },
    { id: 'c', period: '2026Q1', dueFen: 9_000_000n, raised },
    { id: 'd', period: '2026Q2', dueFen: 0n },
  ];
  const back: PeriodCredit[] = [{ statementId: 'd', period: '2026Q2', fen: 9_000_000n }];
  expect(periodCharged(filed, '2026Q1', back)).toMatchObject({ chargedFen: 1_000_000n, raisedByOthersFen: 0n });
  expect(periodCharged(filed, '2026Q2', back)).toMatchObject({ chargedFen: 0n, raisedByOthersFen: 8_100_000n });
});
