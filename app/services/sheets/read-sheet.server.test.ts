import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unreadableCell } from '#app/domain/import-cells.ts';
import { readSheet, type SheetRow } from './read-sheet.server.ts';
import { bookOf, partsOf, zipOf } from './sheets-for-tests.ts';

const folder = mkdtempSync(join(tmpdir(), 'chengguo-sheets-'));
let serial = 0;

async function rowsOf(bytes: Buffer | string, kind: 'xlsx' | 'text' = 'xlsx'): Promise<SheetRow[]> {
  const path = join(folder, `${(serial += 1)}`);
  writeFileSync(path, bytes);
  const rows: SheetRow[] = [];
  for await (const row of readSheet(path, kind)) rows.push(row);
  return rows;
}

const cells = async (sheetData: string, given?: Partial<Record<string, string>>): Promise<string[]> =>
  (await rowsOf(zipOf(partsOf(sheetData, given)))).flatMap((row) => row.cells);

describe('cells', () => {
  test('shared, rich and inline strings; a gap in a row keeps its place; phonetic readings are left out', async () => {
    const shared = '<sst><si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r><rPh><t>注音</t></rPh></si></sst>';
    const row =
      '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c><c r="D3" t="inlineStr"><is><t>丁&amp;&#20116;</t></is></c></row>';
    const rows = await rowsOf(zipOf(partsOf(row, { 'xl/sharedStrings.xml': shared })));
    expect(rows).toEqual([{ rowNo: 3, cells: ['甲', '', '乙丙', '丁&五'] }]);
  });

  test('numbers as spreadsheets show them, dates as days, percentages with their sign, truth values as 是 and 否', async () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="0.0%"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>';
    const row =
      '<row><c><v>0.30000000000000004</v></c><c s="1"><v>46347</v></c><c s="2"><v>46347.5</v></c><c s="3"><v>2.5000000000000001E-2</v></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c></row>';
    expect(await cells(row, { 'xl/styles.xml': styles })).toEqual([
      '0.3',
      '2026-11-21',
      '2026-11-21',
      '2.5%',
      '是',
      '否',
    ]);
    const workbook = '<workbook><workbookPr date1904="1"/><sheets><sheet name="a" id="rId1"/></sheets></workbook>';
    expect(
      await cells('<row><c s="1"><v>44885</v></c></row>', { 'xl/styles.xml': styles, 'xl/workbook.xml': workbook }),
    ).toEqual(['2026-11-21']);
  });

  test('a formula counts by its stored result and is never computed; without one, or in error, the cell is unreadable', async () => {
    const row =
      '<row><c t="str"><f>A9&amp;"x"</f><v>结果</v></c><c><f>WEBSERVICE("http://example.invalid")</f></c><c t="e"><v>#N/A</v></c><c t="inlineStr"><is><t>=1+1</t></is></c></row>';
    expect(await cells(row)).toEqual(['结果', unreadableCell, unreadableCell, '=1+1']);
  });

  test('the first visible sheet is read, hidden ones are not', async () => {
    const workbook =
      '<workbook xmlns:r="r"><sheets><sheet name="藏" state="veryHidden" r:id="rId9"/><sheet name="见" r:id="rId1"/></sheets></workbook>';
    expect(await cells('<row><c t="str"><v>见</v></c></row>', { 'xl/workbook.xml': workbook })).toEqual(['见']);
    const allHidden = workbook.replace('name="见"', 'name="见" state="hidden"');
    await expect(cells('', { 'xl/workbook.xml': allHidden })).rejects.toMatchObject({ failure: 'no_sheet' });
  });

  test('twenty thousand different strings come back in any order', async () => {
    const words = Array.from({ length: 20_000 }, (_, at) => `第${at}个说法${'长'.repeat(at % 50)}`);
    const shared = `<sst>${words.map((word) => `<si><t>${word}</t></si>`).join('')}</sst>`;
    const asked = [19_999, 0, 12_345, 7, 19_998];
    const row = `<row>${asked.map((at) => `<c t="s"><v>${at}</v></c>`).join('')}</row>`;
    expect(await cells(row, { 'xl/sharedStrings.xml': shared })).toEqual(asked.map((at) => words[at]));
  });
});

describe('text', () => {
  test('in UTF-16 with its mark, separated by tabs as Excel saves it, is read', async () => {
    const text = '\ufeff成果名称\t密级\n甲\t公开\n';
    const wanted = [
      { rowNo: 1, cells: ['成果名称', '密级'] },
      { rowNo: 2, cells: ['甲', '公开'] },
    ];
    const little = Buffer.from(text, 'utf16le');
    expect(await rowsOf(little, 'text')).toEqual(wanted);
    expect(await rowsOf(Buffer.from(little).swap16(), 'text')).toEqual(wanted);
  });
});

describe('a hostile or broken file is refused, with the reason', () => {
  const refused = (bytes: Buffer | string, failure: string, kind?: 'text') =>
    expect(rowsOf(bytes, kind)).rejects.toMatchObject({ failure });

  test('not a zip, an empty one, one cut off in the middle', async () => {
    const book = await bookOf([['成果名称'], ['甲']]);
    await refused('no zip at all', 'broken');
    await refused(Buffer.alloc(0), 'broken');
    await refused(book.subarray(0, book.length / 2), 'broken');
    await refused(zipOf([{ name: 'readme.txt', body: 'x' }]), 'archive');
  });

  test('a zip bomb that says its size', async () => {
    const bomb = zipOf(
      partsOf('', { 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${' '.repeat(64 * 1_048_576)}` }),
    );
    expect(bomb.length).toBeLessThan(100_000);
    await refused(bomb, 'bomb');
  });

  test('a zip bomb that lies about its size', async () => {
    const parts = partsOf('').map((part) =>
      part.name.endsWith('sheet1.xml')
        ? { ...part, body: `<worksheet>${' '.repeat(32 * 1_048_576)}`, claims: 2000 }
        : part,
    );
    await refused(zipOf(parts), 'broken');
  });

  test('more parts than any workbook has', async () => {
    const many = Array.from({ length: 2_100 }, (_, at) => ({ name: `x/${at}`, body: '' }));
    await refused(zipOf([...partsOf(''), ...many]), 'bomb');
  });

  test('a part whose name climbs out of the folder', async () => {
    await refused(zipOf([...partsOf(''), { name: '../../etc/passwd', body: 'x' }]), 'broken');
  });

  test('an encrypted part', async () => {
    await refused(zipOf(partsOf('').map((part) => ({ ...part, flags: 0x801 }))), 'locked');
  });

  test('entities that unfold into gigabytes, and entities that read files', async () => {
    const laughs =
      '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>';
    await refused(zipOf(partsOf('', { 'xl/worksheets/sheet1.xml': laughs })), 'doctype');
    const reads = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst><si><t>&a;</t></si></sst>';
    await refused(zipOf(partsOf('', { 'xl/sharedStrings.xml': reads })), 'doctype');
    await refused(zipOf(partsOf('<row><c t="str"><v>&unknown;</v></c></row>')), 'broken');
  });

  test('XML that ends too soon', () =>
    refused(zipOf(partsOf('', { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row>' })), 'broken'));

  test('a row wider than any sheet does not widen the memory', async () => {
    const row =
      '<row><c r="A1" t="str"><v>甲</v></c><c r="XFD1" t="str"><v>远</v></c><c r="ZZZ1" t="str"><v>更远</v></c></row>';
    expect(await cells(row)).toEqual(['甲']);
  });

  test('a zip is named for what it holds', async () => {
    await refused(zipOf([{ name: 'word/document.xml', body: '<x/>' }]), 'word');
    await refused(zipOf([{ name: 'xl/workbook.bin', body: 'x' }]), 'other_sheet');
    await refused(zipOf([{ name: 'content.xml', body: '<x/>' }]), 'other_sheet');
  });

  test('a CSV with a quote that never closes names the row where it opens', async () => {
    const rows = (n: number) => '成果,公开\n'.repeat(n);
    const broken = (text: string, row: string, failure = 'quote_open') =>
      expect(rowsOf(text, 'text')).rejects.toMatchObject({ failure, detail: row });
    await broken(`成果名称,密级\n"没有结尾,公开\n${rows(3)}`, '2');
    await broken(`成果名称,密级\n${rows(40)}"没有结尾,公开\n${rows(3)}`, '42');
    await broken(`成果名称,密级\n"两行的\n名称",公开\n"没有结尾,公开\n`, '4');
    await broken(`成果名称,密级\n${rows(2)}名"称",公开\n`, '4', 'csv');
  });

  test('a web page that calls itself a sheet', async () => {
    await refused('<html><table><tr><td>成果名称</td></tr></table></html>', 'markup', 'text');
    await refused('\ufeff<?xml version="1.0"?><Workbook/>', 'markup', 'text');
  });
});

test('a reader that is stopped in the middle leaves nothing of the sheet on the disk', async () => {
  const own = mkdtempSync(join(tmpdir(), 'chengguo-stopped-'));
  const before = process.env.TMPDIR;
  process.env.TMPDIR = own;
  try {
    const shared = `<sst>${'<si><t>秘密</t></si>'.repeat(20_000)}</sst>`;
    const row = '<row><c t="s"><v>0</v></c></row>'.repeat(20_000);
    const path = join(folder, `${(serial += 1)}`);
    writeFileSync(path, zipOf(partsOf(row, { 'xl/sharedStrings.xml': shared })));
    for await (const { cells: first } of readSheet(path, 'xlsx')) {
      expect(first).toEqual(['秘密']);
      break;
    }
    expect(readdirSync(own).filter((name) => name.startsWith('chengguo-'))).toEqual([]);
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
});
