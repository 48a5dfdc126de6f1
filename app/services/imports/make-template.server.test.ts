import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import excel from 'exceljs';
import { beforeAll, expect, test } from 'vitest';
import { importColumns, readHead } from '#app/domain/import-columns.ts';
import { codeLists as readLists } from '#app/services/reference/code-lists.server.ts';
import { writeCodeLists } from '#app/services/reference/write-code-lists.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeContext } from '#seeds/make.ts';
import { codeLists } from '#seeds/reference/all.ts';
import { makeTemplate } from './make-template.server.ts';
import { readSheet } from '../sheets/read-sheet.server.ts';

let template: Buffer;

beforeAll(async () => {
  const ctx = makeContext((await testDatabase()).db);
  await writeCodeLists(ctx, codeLists);
  template = await makeTemplate(await readLists(ctx), '陇原理工大学');
});

test('the template’s own head is what the import reads', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'chengguo-template-')), 'template.xlsx');
  writeFileSync(path, template);
  const rows = [];
  for await (const row of readSheet(path, 'xlsx')) rows.push(row);
  expect(rows).toHaveLength(1);
  expect(readHead(rows[0]?.cells ?? [])).toMatchObject({ missing: [], repeated: [] });
});

test('every column with a code list has its drop-down, filled from the list without what is hidden', async () => {
  const book = new excel.Workbook();
  await book.xlsx.load(template as unknown as ArrayBuffer);
  const sheet = book.getWorksheet('成果')!;
  const lists = book.getWorksheet('代码表')!;
  importColumns.forEach((column, at) => {
    const { dataValidation } = sheet.getCell(2, at + 1);
    expect(dataValidation.type, column.header).toBe(
      'list' in column || /secrecy|trlBasis/.test(column.key) ? 'list' : 'textLength',
    );
  });
  expect(lists.state).toBe('visible');
  const listHeads = (lists.getRow(1).values as string[]).slice(1);
  expect(listHeads).toEqual(expect.arrayContaining(['成果类别', '技术领域', '密级']));
  for (const head of listHeads) expect(head).toMatch(/^[^a-z]+$/);
  const words = JSON.stringify(lists.getSheetValues());
  expect(words).toContain('24.1 食品营养和安全');
  expect(words).not.toContain('乡村科技人才');
});

test('what may be written between the slashes stands among the lists and in the guide', async () => {
  const book = new excel.Workbook();
  await book.xlsx.load(template as unknown as ArrayBuffer);
  const lists = book.getWorksheet('代码表')!;
  const columns = lists.getSheetValues().slice(1) as string[][];
  for (const [head, word] of [
    ['知识产权的类型', '植物新品种'],
    ['知识产权的状态', '已开放许可'],
    ['计划项目的来源', '横向'],
    ['完成单位的单位性质', '科研院所'],
  ] as const) {
    const at = columns[0]?.indexOf(head) ?? -1;
    expect(columns.map((cells) => cells[at])).toContain(word);
  }
  const guide = JSON.stringify(book.getWorksheet('填写说明')!.getSheetValues());
  expect(guide).toContain('类型：发明专利、实用新型');
  // A sheet has more columns than the alphabet has letters: each drop-down names its own.
  const sheet = book.getWorksheet('成果')!;
  importColumns.forEach((column, at) => {
    if (column.key !== 'publication') return;
    const [, letters = ''] = /\$([A-Z]+)\$2/.exec(String(sheet.getCell(2, at + 1).dataValidation.formulae[0])) ?? [];
    expect(lists.getCell(`${letters}1`).value).toBe(column.header);
  });
});
