import type { Workbook, Worksheet } from 'exceljs';
import { entryWords, entryWordsOf } from '#app/domain/entry-words.ts';
import type { CodeLists } from '#app/domain/code-list.ts';
import { type ImportColumn, importColumns, type ImportKey } from '#app/domain/import-columns.ts';
import { listSheet } from '../sheets/write-workbook.server.ts';
import { type DropDowns, dropDowns } from './drop-downs.server.ts';

/** Rows that carry drop-downs; more may be pasted below, the check is the same. */
const preparedRows = 1000;

/**
 * The import template: one sheet to fill in, whose cells offer the code lists as drop-downs and say what belongs there,
 * a guide, and the lists. Only the first sheet is read back.
 */
export async function makeTemplate(lists: CodeLists, orgName: string): Promise<Buffer> {
  const { default: excel } = await import('exceljs');
  const book = new excel.Workbook();
  book.creator = '成果通';
  const sheet = book.addWorksheet('成果', { views: [{ state: 'frozen', ySplit: 1, xSplit: 1 }] });
  writeGuide(book.addWorksheet('填写说明'), lists, orgName);
  const offered = dropDowns(lists);
  writeLists(book, offered);
  importColumns.forEach((column: ImportColumn & { key: ImportKey }, at) => {
    const place = sheet.getColumn(at + 1);
    place.width = column.kind === 'text' && column.max > 200 ? 48 : column.max > 100 ? 30 : 18;
    // Text, so that registration numbers and levels stay as typed.
    place.numFmt = '@';
    const head = sheet.getCell(1, at + 1);
    head.value = column.header + (column.required ? '*' : '');
    head.font = { bold: true };
    head.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: column.required ? 'FFF7F0DC' : 'FFF4F2EC' } };
    head.alignment = { wrapText: true, vertical: 'middle' };
    const validation = offered.of(column.key);
    for (let row = 2; row <= preparedRows + 1; row += 1) sheet.getCell(row, at + 1).dataValidation = validation;
  });
  return Buffer.from(await book.xlsx.writeBuffer());
}

function writeGuide(sheet: Worksheet, lists: CodeLists, orgName: string): void {
  const within = entryWords(lists);
  sheet.columns = [{ width: 20 }, { width: 8 }, { width: 72 }, { width: 48 }];
  sheet.addRow(['列', '必填', '说明', '示例']).font = { bold: true };
  for (const column of importColumns as readonly ImportColumn[]) {
    const example = column.key === 'unit' ? orgName : column.example;
    const words = entryWordsOf(within, column.key);
    const says = words === '' ? column.hint : `${column.hint}\n可以写的词——${words}。`;
    const row = sheet.addRow([column.header, column.required ? '是' : '', says, example]);
    row.alignment = { wrapText: true, vertical: 'top' };
  }
  sheet.addRow([]);
  sheet.addRow([
    '',
    '',
    '第一张工作表从第二行起，一行一项成果。上传后先检查，确认以后才入库。每一列可以写的词都在“代码表”里。',
  ]);
}

function writeLists(book: Workbook, { lists }: DropDowns): void {
  const sheet = book.addWorksheet(listSheet, { views: [{ state: 'frozen', ySplit: 1 }] });
  lists.forEach(({ head, words }, at) => {
    const column = sheet.getColumn(at + 1);
    column.width = 22;
    column.values = [head, ...words];
  });
  sheet.getRow(1).font = { bold: true };
}
