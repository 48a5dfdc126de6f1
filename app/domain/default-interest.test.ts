import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stepText } from './compute-steps.ts';
import { addDays } from './days.ts';
import { defaultInterest } from './default-interest.ts';

const wan30 = 30_000_000n;
const late = (change: Partial<Parameters<typeof defaultInterest>[0]> = {}) =>
  defaultInterest({
    dueOn: '2026-03-03',
    asOf: '2026-12-31',
    balances: [{ on: '2026-02-01', openFen: wan30 }],
    ppmPerDay: 500,
    capPpm: 200_000,
    ...change,
  });

describe('default interest at 0.05 % a day, at most 20 %', () => {
  test('300,000.00 paid ten days late costs 1,500.00', () => {
    const paid = [
      { on: '2026-02-01', openFen: wan30 },
      { on: '2026-03-13', openFen: 0n },
    ];
    expect(late({ balances: paid })).toMatchObject({ amountFen: 150_000n, untilOn: '2026-03-13', isRunning: false });
  });

  test('a part paid stops its own interest only', () => {
    const half = [
      { on: '2026-02-01', openFen: wan30 },
      { on: '2026-03-13', openFen: 10_000_000n },
    ];
    const interest = late({ balances: half, asOf: '2026-03-23' });
    expect(interest).toMatchObject({ amountFen: 200_000n, isRunning: true });
    expect(interest?.steps.map(stepText)).toEqual([
      '逾期 300,000.00 × 10 天 × 0.05% = 1,500.00',
      '逾期 100,000.00 × 10 天 × 0.05% = 500.00',
    ]);
  });

  test('after 400 days it stands at 20 %', () => {
    const interest = late({ asOf: '2028-01-01' });
    expect(interest).toMatchObject({ amountFen: 6_000_000n, isRunning: false });
    expect(stepText(interest!.steps.at(-1)!)).toContain('为限');
  });

  test('money that came back makes the claim late again', () => {
    const returned = [
      { on: '2026-02-01', openFen: wan30 },
      { on: '2026-03-01', openFen: 0n },
      { on: '2026-06-01', openFen: wan30 },
    ];
    expect(late({ balances: returned, asOf: '2026-06-11' })).toMatchObject({ amountFen: 150_000n });
  });

  test('paid on the due day, or nothing agreed: none', () => {
    const inTime = [
      { on: '2026-02-01', openFen: wan30 },
      { on: '2026-03-03', openFen: 0n },
    ];
    expect(late({ balances: inTime })).toBeNull();
    expect(late({ ppmPerDay: 0 })).toBeNull();
    expect(late({ asOf: '2026-03-03' })).toBeNull();
  });

  test('rounded once: the parts of two segments and the rounding sum to the whole, and it never passes the limit', () => {
    const fen = fc.bigInt({ min: 0n, max: 10n ** 12n });
    const balances = fc.array(fc.tuple(fc.integer({ min: 1, max: 200 }), fen), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(balances, fc.integer({ min: 1, max: 900 }), (steps, days) => {
        let on = '2026-02-01';
        const given = steps.map(([gap, openFen]) => ({ on: (on = addDays(on, gap)), openFen }));
        const interest = late({ balances: given, asOf: addDays('2026-03-03', days) });
        if (interest === null) return;
        expect(interest.steps.reduce((sum, { amountFen }) => sum + amountFen, 0n)).toBe(interest.amountFen);
        const highest = given.reduce((most, { openFen }) => (openFen > most ? openFen : most), 0n);
        expect(interest.amountFen * 5n).toBeLessThanOrEqual(highest + 5n);
      }),
    );
  });
});
