import { buffer } from 'node:stream/consumers';
import excel from 'exceljs';
import { expect, test } from 'vitest';
import { writeWorkbook } from './write-workbook.server.ts';

test('one cell with a character that XML does not hold leaves the workbook to be read', async () => {
  const { stream } = await writeWorkbook(['名称'], [{ cells: ['坏\uFFFF的\uFFFE成\uD800果'] }, { cells: ['=1+1'] }]);
  const book = new excel.Workbook();
  await book.xlsx.load((await buffer(stream)) as never);
  const sheet = book.worksheets[0];
  expect([2, 3].map((row) => sheet?.getCell(row, 1).value)).toEqual(['坏 的 成 果', '=1+1']);
});
