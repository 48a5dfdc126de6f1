import { expect, test } from 'vitest';
import { versionStanding } from './version-standing.ts';

const changes = [
  { baseVersionN: 1, versionN: 2, effectiveOn: '2026-03-01' },
  { baseVersionN: 2, versionN: 4, effectiveOn: '2026-12-01' },
];

test('a version that is not signed says nothing, the one signed once only that', () => {
  expect(versionStanding(1, { signedVersionN: null, changes: [] }, '2026-11-22')).toBe('');
  expect(versionStanding(1, { signedVersionN: 1, changes: [] }, '2026-11-22')).toBe('（已签署）');
  expect(versionStanding(3, { signedVersionN: 4, changes }, '2026-11-22')).toBe('');
});

test('until the day of a change the version before it is in force, and each says so', () => {
  const said = (n: number, today: string) => versionStanding(n, { signedVersionN: 4, changes }, today);
  expect(said(1, '2026-11-22')).toBe('（已签署，执行到 2026-02-28）');
  expect(said(2, '2026-11-22')).toBe('（已签署，执行到 2026-11-30）');
  expect(said(4, '2026-11-22')).toBe('（已签署，自 2026-12-01 起执行）');
  expect(said(4, '2026-12-01')).toBe('（已签署）');
});
