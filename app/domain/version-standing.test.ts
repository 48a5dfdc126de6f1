import { expect, test } from 'vitest';
import { versionStanding } from './version-standing.ts';

const changes = [
  { baseVersionN: 1, versionN: 2, effectiveOn: '2026-03-01', signedOn: '2026-02-20' },
  { baseVersionN: 2, versionN: 4, effectiveOn: '2026-12-01', signedOn: '2026-11-20' },
];

test('a version that is not signed says nothing, the one signed once only that', () => {
  expect(versionStanding(1, { signedVersionN: null, changes: [] })).toBe('');
  expect(versionStanding(1, { signedVersionN: 1, changes: [] })).toBe('（已签署）');
  expect(versionStanding(3, { signedVersionN: 4, changes })).toBe('');
});

test('until the day of a change the version before it is in force, and each says so', () => {
  const said = (n: number, signedVersionN: number) => versionStanding(n, { signedVersionN, changes });
  expect(said(1, 2)).toBe('（已签署，执行到 2026-02-28）');
  expect(said(2, 2)).toBe('（已签署，执行到 2026-11-30）');
  expect(said(4, 2)).toBe('（已签署，自 2026-12-01 起执行）');
  expect(said(2, 4)).toBe('（已签署，执行到 2026-11-30）');
  expect(said(4, 4)).toBe('（已签署）');
});

test('a change signed after its day ends the version before it on the day of the signature', () => {
  const late = [{ baseVersionN: 1, versionN: 2, effectiveOn: '2026-03-01', signedOn: '2026-03-05' }];
  expect(versionStanding(1, { signedVersionN: 2, changes: late })).toBe('（已签署，执行到 2026-03-04）');
});

test('a change that the contract did not live to see was not performed', () => {
  const said = (n: number) => versionStanding(n, { signedVersionN: 2, changes, isOver: true });
  expect(said(4)).toBe('（已签署，合同在生效日以前结束，没有执行）');
  expect(said(2)).toBe('（已签署）');
  expect(said(1)).toBe('（已签署，执行到 2026-02-28）');
});
