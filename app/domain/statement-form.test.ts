import { expect, test } from 'vitest';
import { readStatement } from './statement-form.ts';

test('amounts are read as they are typed; nothing typed is no fault', () => {
  expect(readStatement('1,200,000', ['200000', ''])).toEqual({
    grossFen: 120_000_000n,
    deductionsFen: [20_000_000n, 0n],
    faults: {},
  });
  expect(readStatement(' ', [])).toEqual({ grossFen: null, deductionsFen: [], faults: {} });
});

test('each fault stands at its own field', () => {
  const { faults, grossFen } = readStatement('很多', ['1', '-5', 'x']);
  expect(Object.keys(faults)).toEqual(['gross', 'deductions[1]', 'deductions[2]']);
  expect(faults['deductions[1]']).toContain('单位元');
  expect(grossFen).toBeNull();
});
