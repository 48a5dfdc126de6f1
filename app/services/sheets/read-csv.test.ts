import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv } from './read-csv.ts';

const path = join(mkdtempSync(join(tmpdir(), 'chengguo-csv-')), 'rows.csv');

async function read(text: string): Promise<{ rowNo: number; cells: string[] }[]> {
  writeFileSync(path, text);
  const rows: { rowNo: number; cells: string[] }[] = [];
  await readCsv(path, 'utf-8', (rowNo, cells) => {
    rows.push({ rowNo, cells });
  });
  return rows;
}
const cellsOf = async (text: string) => (await read(text)).map(({ cells }) => cells);

describe('rows of a CSV', () => {
  test('quotes, doubled quotes, separators and lines within a cell', async () => {
    expect(await cellsOf('甲,"乙, ""丙"""\r\n"一\n二",\n')).toEqual([
      ['甲', '乙, "丙"'],
      ['一\n二', ''],
    ]);
  });

  test('the apostrophe that guards a formula is none of the cell; one of its own stays', async () => {
    expect(await cellsOf(`'=1+1,"'\n－1",''=甲,'甲\n`)).toEqual([['=1+1', '\n－1', "'=甲", "'甲"]]);
  });

  test('a byte-order mark is no part of the first cell, quoted or not', async () => {
    expect(await cellsOf('\uFEFF甲,乙\n')).toEqual([['甲', '乙']]);
    expect(await cellsOf('\uFEFF"甲",乙\n')).toEqual([['甲', '乙']]);
  });

  test('lines that end in three ways; blank ones count as rows and are left out', async () => {
    expect(await read('a\r\n\nb\rc\n , \nd')).toEqual([
      { cells: ['a'], rowNo: 1 },
      { cells: ['b'], rowNo: 3 },
      { cells: ['c'], rowNo: 4 },
      { cells: ['d'], rowNo: 6 },
    ]);
  });

  test('a row of several lines is one row, as a spreadsheet counts; a fault is named by the line of the text', async () => {
    const broken = (text: string, failure: string, detail: string) =>
      expect(read(text)).rejects.toMatchObject({ failure, detail });
    expect((await read('"一\n二",x\n三,y\n')).map(({ rowNo }) => rowNo)).toEqual([1, 2]);
    await broken('"一\n二",x\n三"四,y\n', 'csv', '3');
    await broken('"一\r\n二",x\r\n三"四,y\r\n', 'csv', '3');
    await broken('"一\n二",x\n\n"三,y\n', 'quote_open', '4');
    await broken('"一"二,x\n', 'csv', '1');
  });

  test('what stands above a fault is handed over; a record without end does not fill the memory', async () => {
    const seen: number[] = [];
    writeFileSync(path, `甲,乙\n丙,丁\n戊"己\n`);
    await expect(readCsv(path, 'utf-8', (rowNo) => void seen.push(rowNo))).rejects.toMatchObject({ detail: '3' });
    expect(seen).toEqual([1, 2]);
    await expect(read(`甲,乙\n"${'长'.repeat(6 * 1_048_576)}`)).rejects.toMatchObject({
      failure: 'quote_open',
      detail: '2',
    });
  });

  test('a reader that makes it wait is waited for, row by row and in order', async () => {
    writeFileSync(path, 'a\nb\nc\n');
    const seen: string[] = [];
    await readCsv(path, 'utf-8', async (_, [cell = '']) => {
      await new Promise((resolve) => setTimeout(resolve, cell === 'a' ? 20 : 0));
      seen.push(cell);
    });
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  const cell = fc.string({ unit: fc.constantFrom('甲', 'a', ',', '"', '\n', '\r', ' ', '\t'), maxLength: 6 });
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
  const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  /** So much is read from the disk at once. */
  const pieceBytes = 262_144;

  test('wherever a piece of the file ends, what was written is what is read', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.integer({ min: 1, max: 60 }),
        async (rows, end, before) => {
          const filled = `${'x'.repeat(pieceBytes - before)},y${end}`;
          const text = filled + rows.map((row) => row.map(quoted).join(',') + end).join('');
          const wanted = rows
            .map((cells, at) => ({ rowNo: at + 2, cells }))
            .filter(({ cells }) => cells.some((each) => each.trim() !== ''));
          expect((await read(text)).slice(1)).toEqual(wanted);
        },
      ),
      { numRuns: 80 },
    );
  });
});
