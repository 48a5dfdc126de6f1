import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, diffDays, isWorkingDay, startOfDay, type WorkCalendar } from './days.ts';
import {
  isObjectable,
  isPublicityOver,
  publicityMachine,
  publicityExemption,
  publicityRequired,
  type PublicityState,
  publicityWindow,
} from './publicity.ts';
import { allowed } from './machine.ts';

const calendar: WorkCalendar = {
  holidays: new Set(['2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31', '2025-02-03', '2025-02-04']),
  workdays: new Set(['2025-01-26', '2025-02-08']),
  years: new Set([2025, 2026]),
};
const at = (day: string) => new Date(startOfDay(day).getTime() + 9 * 3_600_000);

describe('促进科技成果转化法 art. 18: an agreed price stands in publicity', () => {
  test('noticed on 6 January 2025, it is over on the 21st', () => {
    expect(publicityWindow({ startedAt: at('2025-01-06'), calendar })).toEqual({
      firstOn: '2025-01-07',
      lastOn: '2025-01-21',
      endsAt: new Date('2025-01-21T15:59:59.999Z'),
      days: 15,
      count: 'calendar',
      certain: true,
    });
  });

  test('a last day in the Spring Festival moves behind it', () => {
    expect(publicityWindow({ startedAt: at('2025-01-14'), calendar }).lastOn).toBe('2025-02-05');
  });

  test('a worked Sunday (调休) can be the last day, a plain Saturday cannot', () => {
    expect(publicityWindow({ startedAt: at('2025-01-11'), calendar }).lastOn).toBe('2025-01-26');
    expect(publicityWindow({ startedAt: at('2025-01-10'), calendar }).lastOn).toBe('2025-01-26');
  });

  test('a unit may ask for more days, never for fewer', () => {
    expect(publicityWindow({ startedAt: at('2025-03-03'), minDays: 30, calendar }).lastOn).toBe('2025-04-02');
    expect(publicityWindow({ startedAt: at('2025-03-03'), minDays: 5, calendar }).lastOn).toBe('2025-03-18');
  });

  test('a unit may count working days', () => {
    expect(publicityWindow({ startedAt: at('2025-03-03'), calendar, count: 'working' }).lastOn).toBe('2025-03-24');
  });

  test('a year without a published calendar is flagged', () => {
    expect(publicityWindow({ startedAt: at('2026-12-20'), calendar })).toMatchObject({
      lastOn: '2027-01-04',
      certain: false,
    });
  });

  test('signing opens after the last day, not on it', () => {
    const window = publicityWindow({ startedAt: at('2025-01-06'), calendar });
    expect(isPublicityOver(window, new Date('2025-01-21T15:59:59.999Z'))).toBe(false);
    expect(isPublicityOver(window, new Date('2025-01-21T16:00:00Z'))).toBe(true);
  });

  test('never less than 15 whole days, always up to a working day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: -5, max: 60 }), (n, minDays) => {
        const day = addDays('2025-01-01', n);
        const { firstOn, lastOn } = publicityWindow({ startedAt: at(day), minDays, calendar });
        expect(diffDays(firstOn, lastOn) + 1).toBeGreaterThanOrEqual(Math.max(15, minDays));
        expect(isWorkingDay(lastOn, calendar)).toBe(true);
      }),
    );
  });

  test('objections may be filed while the notice stands, up to the end of its last day', () => {
    const { endsAt } = publicityWindow({ startedAt: at('2025-01-06'), calendar });
    const on = (state: PublicityState, now: string) => isObjectable({ state, endsAt }, new Date(now));
    expect(on('running', '2025-01-21T15:59:59.999Z')).toBe(true);
    expect(on('objected', '2025-01-07T00:00:00Z')).toBe(true);
    expect(on('running', '2025-01-21T16:00:00Z')).toBe(false);
    expect(on('ended', '2025-01-07T00:00:00Z')).toBe(false);
    expect(on('cancelled', '2025-01-07T00:00:00Z')).toBe(false);
  });

  test('asked of the agreed price of a licence or an assignment by a state-established unit, of nothing else (art. 18)', () => {
    const state = { kind: 'university', isStateEstablished: true } as const;
    for (const kind of ['pay_later', 'licence', 'transfer', null] as const) {
      expect(publicityRequired(state, { kind, pricing: 'agreed' })).toBe(true);
      expect(publicityExemption(state, { kind, pricing: 'exchange' })).toBe('exchange');
      expect(publicityExemption(state, { kind, pricing: 'auction' })).toBe('auction');
      for (const owner of [
        { kind: 'institute', isStateEstablished: false },
        { kind: 'enterprise', isStateEstablished: false },
        { kind: 'enterprise', isStateEstablished: true },
      ] as const)
        expect(publicityExemption(owner, { kind, pricing: 'agreed' })).toBe('owner');
    }
    for (const kind of ['development', 'consulting', 'service'] as const) {
      expect(publicityExemption(state, { kind, pricing: 'agreed' })).toBe('kind');
      // A licence by another name: rights are given, or their use is paid.
      expect(publicityExemption(state, { kind, pricing: 'agreed', givesAchievement: true })).toBeNull();
    }
  });

  test('an open objection must be answered before the clock can end it', () => {
    expect(allowed(publicityMachine, 'objected', ['system'])).not.toContain('end');
    expect(allowed(publicityMachine, 'running', ['system'])).toContain('end');
  });
});
