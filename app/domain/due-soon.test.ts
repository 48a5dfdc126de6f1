import { expect, test } from 'vitest';
import { dueSoon } from './due-soon.ts';

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
