import type { Workbook, Worksheet } from 'exceljs';
import { type CodeLists, termsOf } from '#app/domain/code-list.ts';
import { type ImportColumn, importColumns } from '#app/domain/import-columns.ts';

const listSheet = '代码表';
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
  writeGuide(book.addWorksheet('填写说明'), orgName);
  const places = writeLists(book, lists);
  importColumns.forEach((column: ImportColumn, at) => {
    const place = sheet.getColumn(at + 1);
    place.width = column.kind === 'text' && column.max > 200 ? 48 : column.max > 100 ? 30 : 18;
    // Text, so that registration numbers and levels stay as typed.
    place.numFmt = '@';
    const head = sheet.getCell(1, at + 1);
    head.value = column.header + (column.required ? '*' : '');
    head.font = { bold: true };
    head.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: column.required ? 'FFF7F0DC' : 'FFF4F2EC' } };
    head.alignment = { wrapText: true, vertical: 'middle' };
    validate(sheet, column, at + 1, places);
  });
  return Buffer.from(await book.xlsx.writeBuffer());
}

function writeGuide(sheet: Worksheet, orgName: string): void {
  sheet.columns = [{ width: 20 }, { width: 8 }, { width: 72 }, { width: 48 }];
  sheet.addRow(['列', '必填', '说明', '示例']).font = { bold: true };
  for (const column of importColumns as readonly ImportColumn[]) {
    const example = column.key === 'unit' ? orgName : column.example;
    sheet.addRow([column.header, column.required ? '是' : '', column.hint, example]);
  }
  sheet.addRow([]);
  sheet.addRow(['', '', '第一张工作表从第二行起，一行一项成果。上传后先检查，确认以后才入库。']);
}

function writeLists(book: Workbook, lists: CodeLists): Map<string, string> {
  const sheet = book.addWorksheet(listSheet, { state: 'hidden' });
  const places = new Map<string, string>();
  const used = [...new Set(importColumns.flatMap((column) => ('list' in column ? [column.list] : [])))];
  [...used, 'secrecy', 'basis'].forEach((list, at) => {
    const column = sheet.getColumn(at + 1);
    const words = wordsOf(lists, list);
    column.values = [list, ...words];
    places.set(list, `'${listSheet}'!$${column.letter}$2:$${column.letter}$${words.length + 1}`);
  });
  return places;
}

/** What a drop-down offers. Levels and fields with their code; words that two documents share stand once. */
function wordsOf(lists: CodeLists, list: string): string[] {
  if (list === 'secrecy') return ['公开'];
  if (list === 'basis') return ['自评', '第三方评定'];
  const terms = termsOf(lists, list).filter((term) => !term.isHidden);
  const hasCode = list === 'trl' || list === 'field' || list === 'industry';
  return [...new Set(terms.map((term) => (hasCode ? `${term.code} ${term.label}` : term.label)))];
}

function validate(sheet: Worksheet, column: ImportColumn, at: number, places: ReadonlyMap<string, string>): void {
  const list = column.key === 'secrecy' ? 'secrecy' : column.key === 'trlBasis' ? 'basis' : column.list;
  const formula = list === undefined ? undefined : places.get(list);
  const prompt = { showInputMessage: true, promptTitle: column.header.slice(0, 30), prompt: column.hint.slice(0, 250) };
  for (let row = 2; row <= preparedRows + 1; row += 1) {
    sheet.getCell(row, at).dataValidation =
      formula === undefined
        ? { type: 'textLength', operator: 'lessThanOrEqual', formulae: [32_767], allowBlank: true, ...prompt }
        : {
            type: 'list',
            formulae: [formula],
            allowBlank: true,
            // Several values in one cell are right too; the drop-down cannot know them.
            showErrorMessage: column.kind === 'code',
            errorTitle: '不在列表中',
            error: '请从下拉列表中选择。',
            ...prompt,
          };
  }
}
