import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commissionFen, feeDueFen, feeFault, isFeeEarned, mostCashFen } from './commission.ts';
import { aMilestone, someTerms, yuan } from './compute-for-tests.ts';

const mandate = { state: 'active', startsOn: '2026-03-01', endsOn: '2026-08-31', endedAt: null };
const at = (text: string) => new Date(`${text}T10:00:00+08:00`);

test('a fee is earned on a contract signed while the mandate ran', () => {
  expect(isFeeEarned(mandate, at('2026-03-01'))).toBe(true);
  expect(isFeeEarned(mandate, at('2026-08-31'))).toBe(true);
  expect(isFeeEarned(mandate, at('2026-02-28'))).toBe(false);
  expect(isFeeEarned(mandate, at('2026-09-01'))).toBe(false);
  expect(isFeeEarned(mandate, null)).toBe(false);
});

test('a mandate ended after the signature keeps its fee, one ended before it or never accepted has none', () => {
  expect(isFeeEarned({ ...mandate, state: 'ended', endedAt: at('2026-06-02') }, at('2026-06-01'))).toBe(true);
  expect(isFeeEarned({ ...mandate, state: 'ended', endedAt: at('2026-05-31') }, at('2026-06-01'))).toBe(false);
  expect(isFeeEarned({ ...mandate, state: 'declined' }, at('2026-06-01'))).toBe(false);
});

test('commission counts on cash: none arrived, none due', () => {
  expect(commissionFen(30_000_000n, 20_000)).toBe(600_000n);
  expect(commissionFen(0n, 20_000)).toBe(0n);
});

test('a fixed commission falls due as cash arrives, never above it and never twice', () => {
  const fixed = { feePpm: 0, feeFen: 5_000_000n };
  expect(feeDueFen(fixed, 3_000_000n, 0n)).toBe(3_000_000n);
  expect(feeDueFen(fixed, 30_000_000n, 3_000_000n)).toBe(2_000_000n);
  expect(feeDueFen(fixed, 30_000_000n, 33_000_000n)).toBe(0n);
  expect(feeDueFen({ feePpm: 20_000, feeFen: null }, 30_000_000n, 9n)).toBe(600_000n);
  const amounts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 11n }), { maxLength: 12 });
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 10n }), amounts, (feeFen, receipts) => {
      let earlier = 0n;
      let due = 0n;
      for (const cash of receipts) {
        const part = feeDueFen({ feePpm: 0, feeFen }, cash, earlier);
        expect(part >= 0n && part <= cash).toBe(true);
        earlier += cash;
        due += part;
      }
      expect(due).toBe(earlier < feeFen ? earlier : feeFen);
    }),
  );
});

describe('what commissions may come to', () => {
  const share = (percent: number) => ({ feePpm: percent * 10_000, feeFen: null });
  const fixed = (wan: number) => ({ feePpm: 0, feeFen: yuan(wan * 10_000) });
  const of = (wan: number | null) => ({ cashFen: wan === null ? null : yuan(wan * 10_000), isHighConfirmed: true });

  test('shares together, or with fixed sums, take at most half of the most cash that there can be', () => {
    expect(feeFault(share(20), [share(30)], of(null))).toBeNull();
    expect(feeFault(share(21), [share(30)], of(null))).toBe('above_half');
    expect(feeFault(fixed(20), [share(30)], of(100))).toBeNull();
    expect(feeFault(fixed(21), [share(30)], of(100))).toBe('above_half');
    expect(feeFault(fixed(30), [fixed(21)], of(100))).toBe('above_half');
    // Nobody knows what there will be.
    expect(feeFault(fixed(1_000), [share(50)], of(null))).toBeNull();
  });

  test('one above a tenth is asked for twice, however it is agreed', () => {
    const unasked = { ...of(100), isHighConfirmed: false };
    expect(feeFault(fixed(10), [fixed(10)], unasked)).toBeNull();
    expect(feeFault(fixed(11), [], unasked)).toBe('unconfirmed');
    expect(feeFault(share(11), [], unasked)).toBe('unconfirmed');
    expect(feeFault(fixed(11), [], of(100))).toBeNull();
    expect(feeFault(fixed(11), [], { ...unasked, cashFen: null })).toBeNull();
  });

  test('the most cash is the fixed sums, with royalties the cap; without one nobody knows', () => {
    const milestones = [aMilestone({ amountFen: yuan(300_000) }), aMilestone({ amountFen: yuan(200_000) })];
    expect(mostCashFen(someTerms({ milestones, royalty: null }))).toBe(yuan(500_000));
    expect(mostCashFen(someTerms({ milestones }, { capFen: yuan(900_000) }))).toBe(yuan(900_000));
    expect(mostCashFen(someTerms({ milestones }, { capFen: null }))).toBeNull();
  });
});
