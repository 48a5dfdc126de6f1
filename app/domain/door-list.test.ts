import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { doorStep, scanTime } from './check-in.ts';
import {
  clockOff,
  countsOf,
  findPeople,
  type ListedPerson,
  type QueuedScan,
  scanInto,
  shortCodeOf,
  withQueued,
} from './door-list.ts';
import { laterInSeries, quarterOf } from './event-series.ts';

const person = (n: number, given: Partial<ListedPerson> = {}): ListedPerson => ({
  id: `01a1fe93-e990-77df-8ad1-d0f01e74c6${String(n).padStart(2, '0')}`,
  n,
  name: `参会人${n}`,
  unit: '定西薯月淀粉',
  kind: 'audience',
  seats: 1,
  serial: 1,
  tail: String(1000 + n),
  inAt: null,
  outAt: null,
  ...given,
});
const scan = (one: ListedPerson, deed: QueuedScan['deed'], at: number): QueuedScan => ({
  scanKey: `${one.id}-${deed}-${at}`,
  registrationId: one.id,
  deed,
  method: 'list',
  at,
});

describe('one step at the door', () => {
  test('lets in once; of two the earlier time stands', () => {
    const first = doorStep({ inAt: null, outAt: null }, 'in', 905);
    expect(first).toEqual({ outcome: 'done', after: { inAt: 905, outAt: null } });
    expect(doorStep(first.after, 'in', 903)).toEqual({ outcome: 'already_in', after: { inAt: 903, outAt: null } });
    expect(doorStep(first.after, 'in', 910)).toEqual({ outcome: 'already_in', after: first.after });
  });

  test('out, in again, and each step taken back', () => {
    const inside = { inAt: 900, outAt: null };
    const outside = doorStep(inside, 'out', 1000).after;
    expect(doorStep(outside, 'in', 1100)).toEqual({ outcome: 'done', after: inside });
    expect(doorStep(outside, 'undo', 1100).after).toEqual(inside);
    expect(doorStep(inside, 'undo', 1100).after).toEqual({ inAt: null, outAt: null });
    expect(doorStep({ inAt: null, outAt: null }, 'out', 1).outcome).toBe('not_in');
    expect(doorStep({ inAt: null, outAt: null }, 'undo', 1).outcome).toBe('not_in');
  });

  test('a scan from before he went out, heard after it, brings him not in again', () => {
    const gone = { inAt: 901, outAt: 930 };
    expect(doorStep(gone, 'in', 900)).toEqual({ outcome: 'already_in', after: { inAt: 900, outAt: 930 } });
    expect(doorStep(gone, 'in', 931)).toEqual({ outcome: 'done', after: { inAt: 901, outAt: null } });
  });

  test('a phone’s time is moved by what its clock is off; one that cannot be is the time of sending', () => {
    const [now, since] = [90_500, 80_000];
    expect(scanTime({ at: 100_000, sentAt: 100_500, now, since })).toBe(90_000);
    // The clock was set back, or right, between scan and sending.
    expect(scanTime({ at: 100_000, sentAt: 90_000, now, since })).toBe(now);
    expect(scanTime({ at: 1, sentAt: 90_500, now, since })).toBe(now);
  });

  test('whatever the order in which two phones are heard, he is in since the earlier scan', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 6 }), (times) => {
        const after = times.reduce((before, at) => doorStep(before, 'in', at).after, {
          inAt: null,
          outAt: null,
        } as { inAt: number | null; outAt: number | null });
        expect(after).toEqual({ inAt: Math.min(...times), outAt: null });
      }),
    );
  });
});

describe('the list on a phone', () => {
  const people = [person(1), person(2, { seats: 3 }), person(3)];

  test('shows at once what was scanned, and again over a fresh list while it is unsent', () => {
    const queue = [scan(people[1]!, 'in', 900), scan(people[0]!, 'in', 901), scan(people[0]!, 'out', 950)];
    expect(countsOf(withQueued(people, queue))).toEqual({ expected: 5, came: 4, inside: 3 });
    expect(countsOf(people)).toEqual({ expected: 5, came: 0, inside: 0 });
  });

  test('a phone whose clock is an hour behind lets somebody in again who went out by the platform’s', () => {
    const gone = person(1, { inAt: 9_000_000, outAt: 9_600_000 });
    const again = scan(gone, 'in', 9_700_000 - 3_600_000);
    expect(scanInto([gone], again, -3_600_000).outcome).toBe('done');
    expect(countsOf(withQueued([gone], [again], -3_600_000))).toMatchObject({ inside: 1 });
  });

  test('an old ticket, and one that nobody has', () => {
    const code = (serial: number, id = people[0]!.id) => `CG1.${id.replaceAll('-', '')}.${serial}.${'A'.repeat(86)}`;
    const by = (text: string): QueuedScan => ({ scanKey: 'k', code: text, deed: 'in', method: 'scan', at: 1 });
    expect(scanInto(people, by(code(1))).outcome).toBe('done');
    expect(scanInto([person(1, { serial: 2 })], by(code(1))).outcome).toBe('replaced');
    expect(scanInto(people, by(code(1, person(9).id))).outcome).toBe('unknown');
  });

  test('somebody is found by name, unit, last digits, number on the list or the code under his QR', () => {
    const one = people[2]!;
    for (const words of ['参会人3', '1003', '3', shortCodeOf(one.id), shortCodeOf(one.id).toLowerCase()]) {
      expect(findPeople(people, words)[0], words).toBe(one);
    }
    expect(findPeople(people, '薯月')).toHaveLength(3);
    expect(findPeople(people, '')).toEqual([]);
  });

  test('a clock is called wrong from two minutes on', () => {
    expect([0, 90_000, 3_600_000, -600_000].map((ms) => clockOff(1e9 + ms, 1e9))).toEqual([0, 2, 60, -10]);
    expect(clockOff(1e9 + 80_000, 1e9)).toBe(0);
  });
});

test('a series keeps hour and day of the month; the last day where a month is shorter', () => {
  const at = new Date('2026-11-30T23:30:00+08:00');
  expect(laterInSeries(at, 'quarterly', 1)).toEqual(new Date('2027-02-28T23:30:00+08:00'));
  expect(laterInSeries(at, 'monthly', 2)).toEqual(new Date('2027-01-30T23:30:00+08:00'));
  expect([quarterOf(at), quarterOf(new Date('2026-12-31T16:00:00Z'))]).toEqual(['2026 年第四季度', '2027 年第一季度']);
});
