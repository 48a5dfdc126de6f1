import { expect, test } from 'vitest';
import { claimWords } from './claim-words.ts';

test('who is paid reads 应收, never 应付 or 未付清; each sum has a name of its own', () => {
  expect(Object.values(claimWords.payee).join()).not.toMatch(/应付|未付/);
  expect(Object.values(claimWords.payer).join()).not.toMatch(/应收|未到账/);
  for (const words of Object.values(claimWords)) expect(new Set(Object.values(words)).size).toBe(6);
});
