import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellOfCsv, csvCell } from './csv-cell.ts';

test('no cell begins as a formula does, in whatever width its sign is written', () => {
  for (const text of ['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠A1']) {
    expect(csvCell(text).replace(/^"/, '').startsWith("'"), JSON.stringify(text)).toBe(true);
  }
  expect(['-5', '-5.20', '甲=乙', "'甲", ''].map(csvCell)).toEqual(['-5', '-5.20', '甲=乙', "'甲", '']);
});

test('what was written is what is read, apostrophes of its own with it', () => {
  const unquoted = (cell: string): string => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
  const text = fc.string({ unit: fc.constantFrom("'", '=', '-', '＝', '\n', '"', ',', '甲', '1') });
  fc.assert(fc.property(text, (written) => cellOfCsv(unquoted(csvCell(written))) === written));
});
