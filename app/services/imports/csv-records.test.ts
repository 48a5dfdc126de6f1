import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvRecords } from './csv-records.ts';

const read = (pieces: readonly string[], delimiter = ','): { cells: string[]; rowNo: number }[] => {
  const records = csvRecords(delimiter);
  return [...pieces.flatMap((piece) => [...records.take(piece)]), ...records.take('', true)];
};
const cellsOf = (text: string) => read([text]).map(({ cells }) => cells);

describe('records of a CSV', () => {
  test('quotes, doubled quotes, separators and lines within a cell', () => {
    expect(cellsOf('甲,"乙, ""丙"""\r\n"一\n二",\n')).toEqual([
      ['甲', '乙, "丙"'],
      ['一\n二', ''],
    ]);
  });

  test('lines that end in three ways; blank ones count as rows and are left out', () => {
    expect(read(['a\r\n\nb\rc\n , \nd'])).toEqual([
      { cells: ['a'], rowNo: 1 },
      { cells: ['b'], rowNo: 3 },
      { cells: ['c'], rowNo: 4 },
      { cells: ['d'], rowNo: 6 },
    ]);
  });

  test('a row of several lines is one row, as a spreadsheet counts; a fault is named by the line of the text', () => {
    expect(read(['"一\n二",x\n三,y\n']).map(({ rowNo }) => rowNo)).toEqual([1, 2]);
    expect(() => read(['"一\n二",x\n三"四,y\n'])).toThrow(expect.objectContaining({ failure: 'csv', detail: '3' }));
    expect(() => read(['"一\n二",x\n"三,y\n'])).toThrow(
      expect.objectContaining({ failure: 'quote_open', detail: '3' }),
    );
    expect(() => read(['"一"二,x\n'])).toThrow(expect.objectContaining({ failure: 'csv', detail: '1' }));
  });

  const cell = fc.string({ unit: fc.constantFrom('甲', 'a', ',', '"', '\n', '\r', ' ', '\t'), maxLength: 6 });
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
  const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const cut = (text: string, size: number) =>
    Array.from({ length: Math.ceil(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size));

  test('wherever its pieces are cut, a text reads as another parser reads it whole', () => {
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), fc.integer({ min: 1, max: 9 }), (rows, end, size) => {
        const text = rows.map((row) => row.map(quoted).join(',') + end).join('');
        const wanted = (
          parse(text, {
            record_delimiter: ['\r\n', '\n', '\r'],
            relax_column_count: true,
            skip_empty_lines: true,
          }) as string[][]
        ).filter((cells) => cells.some((each) => each.trim() !== ''));
        expect(read(cut(text, size)).map(({ cells }) => cells)).toEqual(wanted);
      }),
      { numRuns: 500 },
    );
  });
});
