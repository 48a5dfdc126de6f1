import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSettled, type SettlementFacts } from './contract-settlement.ts';
import { milestoneMachine } from './milestone.ts';
import { statesOf } from './machine.ts';

const paid: SettlementFacts = {
  milestones: ['settled', 'settled'],
  chargedFen: 70_000_000n,
  capFen: null,
  isReportLeft: false,
};

describe('a contract is settled', () => {
  test('when nothing can follow', () => {
    expect(isSettled(paid)).toBe(true);
    expect(isSettled({ ...paid, milestones: ['settled', 'cancelled'] })).toBe(true);
    expect(isSettled({ ...paid, milestones: [] })).toBe(true);
  });

  test('not while a milestone may still be reached or a period is not reported', () => {
    expect(isSettled({ ...paid, milestones: ['settled', 'pending'] })).toBe(false);
    expect(isSettled({ ...paid, milestones: ['settled', 'accepted'] })).toBe(false);
    expect(isSettled({ ...paid, isReportLeft: true })).toBe(false);
  });

  test('once the cap is used up, though periods and milestones are left: they cost nothing', () => {
    const capped: SettlementFacts = {
      ...paid,
      capFen: 70_000_000n,
      isReportLeft: true,
      milestones: ['settled', 'pending'],
    };
    expect(isSettled(capped)).toBe(true);
    expect(isSettled({ ...capped, chargedFen: 69_999_999n })).toBe(false);
  });

  test('never while a report is left below the cap, whatever else holds', () => {
    const facts = fc.record({
      milestones: fc.array(fc.constantFrom(...statesOf(milestoneMachine)), { maxLength: 5 }),
      chargedFen: fc.bigInt({ min: 0n, max: 10n ** 12n }),
      capFen: fc.option(fc.bigInt({ min: 10n ** 12n + 1n, max: 10n ** 13n })),
      isReportLeft: fc.constant(true),
    });
    fc.assert(
      fc.property(facts, (given) => {
        expect(isSettled(given)).toBe(false);
      }),
    );
  });
});
