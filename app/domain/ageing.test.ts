import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ageBuckets, ageingOf, ageOf } from './ageing.ts';
import { addDays } from './days.ts';

const today = '2026-11-21';

test('a claim is late from the day after its last one', () => {
  const days = [91, 61, 31, 1, 0, -30, -31, -60, -61, -90, -91];
  expect(days.map((late) => ageOf(addDays(today, -late), today))).toEqual([
    'over_90',
    'over_60',
    'over_30',
    'overdue',
    'in_30',
    'in_30',
    'in_60',
    'in_60',
    'in_90',
    'in_90',
    'later',
  ]);
});

test('property: the columns of all groups sum to what is open', () => {
  const claim = fc.record({
    key: fc.constantFrom('a', 'b', 'c'),
    label: fc.constant('合同'),
    dueOn: fc.integer({ min: -400, max: 400 }).map((days) => addDays(today, days)),
    isContested: fc.boolean(),
    openFen: fc.bigInt({ min: 1n, max: 10n ** 12n }),
  });
  fc.assert(
    fc.property(fc.array(claim), (claims) => {
      const rows = ageingOf(claims, today);
      const whole = claims.reduce((sum, { openFen }) => sum + openFen, 0n);
      expect(rows.reduce((sum, { totalFen }) => sum + totalFen, 0n)).toBe(whole);
      for (const { fens, totalFen } of rows)
        expect(ageBuckets.reduce((sum, bucket) => sum + fens[bucket], 0n)).toBe(totalFen);
    }),
  );
});

test('what its payer contests is neither late nor due: it has a column of its own', () => {
  const claim = { key: 'a', label: '合同', dueOn: '2026-08-01', openFen: 100n };
  const [row] = ageingOf([{ ...claim, isContested: true }], today);
  expect([row?.fens.contested, row?.fens.over_90, row?.totalFen]).toEqual([100n, 0n, 100n]);
});
