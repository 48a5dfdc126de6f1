import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newTerms } from './contract.ts';
import { deductionLines } from './deduction-lines.ts';
import { computeRoyalty } from './royalty.ts';

const royalty = {
  ...newTerms.royalty!,
  deductions: [
    { name: '运输费', capPpm: 10_000 },
    { name: '税金', capPpm: null },
  ],
};

test('what is above a line’s cap is cut, and the line says how much', () => {
  expect(deductionLines(royalty, 100_000_000n, [1_200_000n, 5_000_000n])).toEqual([
    {
      name: '运输费',
      typedFen: 1_200_000n,
      capPpm: 10_000,
      capFen: 1_000_000n,
      allowedFen: 1_000_000n,
      cutFen: 200_000n,
    },
    { name: '税金', typedFen: 5_000_000n, capPpm: null, capFen: null, allowedFen: 5_000_000n, cutFen: 0n },
  ]);
  expect(deductionLines(royalty, 100_000_000n, []).map((line) => line.typedFen)).toEqual([0n, 0n]);
});

test('the lines say what the calculation does', () => {
  const fen = fc.bigInt({ min: 0n, max: 10n ** 12n });
  fc.assert(
    fc.property(fen, fen, fen, (grossFen, a, b) => {
      const lines = deductionLines(royalty, grossFen, [a, b]);
      const result = computeRoyalty({
        grossFen,
        deductionsFen: [a, b],
        contractYear: 1,
        terms: royalty,
        alreadyChargedFen: 0n,
      });
      expect(lines.map((line) => line.allowedFen)).toEqual(result.allowedDeductionsFen);
      for (const line of lines) expect(line.allowedFen + line.cutFen).toBe(line.typedFen);
    }),
  );
});
