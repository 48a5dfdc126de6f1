import { expect, test } from 'vitest';
import { stepScale } from './step-scale.ts';

test('bars are drawn to the longest, also where royalties make 应收 more than 合同额', () => {
  expect(stepScale([30_000_000n, 40_000_000n, 10_000_000n])).toEqual([750, 1000, 250]);
  expect(stepScale([30_000_000n, 0n, 0n])).toEqual([1000, 0, 0]);
  expect(stepScale([0n, 0n])).toEqual([0, 0]);
  expect(stepScale([10n, -5n])).toEqual([1000, 0]);
});
