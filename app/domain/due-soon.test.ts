import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from './days.ts';
import { dueSoon, dueStretches, dueWindows } from './due-soon.ts';

const claim = (key: string, dueOn: string, openFen: bigint) => ({ key, label: key, dueOn, openFen });

test('what falls due within the window, today and its last day included; what is late or later is not', () => {
  const claims = [
    claim('a', '2026-11-20', 1n),
    claim('a', '2026-11-21', 10n),
    claim('a', '2026-12-21', 100n),
    claim('b', '2026-12-01', 1_000n),
    claim('b', '2026-12-22', 10_000n),
    claim('c', '2027-02-20', 100_000n),
  ];
  expect(dueSoon(claims, '2026-11-21', 30)).toEqual([
    { key: 'a', label: 'a', n: 2, nextOn: '2026-11-21', openFen: 110n },
    { key: 'b', label: 'b', n: 1, nextOn: '2026-12-01', openFen: 1_000n },
  ]);
  expect(dueSoon(claims, '2026-11-21', 60).map(({ openFen }) => openFen)).toEqual([110n, 11_000n]);
  expect(dueSoon(claims, '2026-11-21', 90)).toHaveLength(2);
  expect(dueSoon(claims, '2026-11-22', 90).map(({ key }) => key)).toEqual(['b', 'a', 'c']);
});

test('when it falls due: six stretches of the window, in which every claim of it stands once', () => {
  const one = dueStretches([claim('a', '2026-11-26', 7n), claim('b', '2026-12-21', 5n)], '2026-11-21', 30);
  expect(one.map(({ fromOn, toOn, n, openFen }) => [fromOn, toOn, n, openFen])).toEqual([
    ['2026-11-21', '2026-11-25', 0, 0n],
    ['2026-11-26', '2026-11-30', 1, 7n],
    ['2026-12-01', '2026-12-05', 0, 0n],
    ['2026-12-06', '2026-12-10', 0, 0n],
    ['2026-12-11', '2026-12-15', 0, 0n],
    ['2026-12-16', '2026-12-21', 1, 5n],
  ]);
  const some = fc.array(fc.tuple(fc.integer({ min: -5, max: 100 }), fc.bigInt(1n, 10n ** 12n)));
  fc.assert(
    fc.property(some, fc.constantFrom(...dueWindows), (given, days) => {
      const claims = given.map(([at, fen]) => claim('a', addDays('2026-11-21', at), fen));
      const [grouped, stretched] = [dueSoon(claims, '2026-11-21', days), dueStretches(claims, '2026-11-21', days)].map(
        (rows) => rows.reduce((sum, { n, openFen }) => [sum[0]! + BigInt(n), sum[1]! + openFen], [0n, 0n]),
      );
      expect(stretched).toEqual(grouped);
    }),
  );
});
