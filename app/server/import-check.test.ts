import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bookOf, csvOf, partsOf, zipOf } from '#app/services/sheets/sheets-for-tests.ts';
import { projectRoot } from '#db/project-root.ts';
import { secrecyRules } from '#seeds/reference/secrecy-rules.ts';

const folder = mkdtempSync(join(tmpdir(), 'chengguo-check-'));
const unit = '陇原理工大学';
const heads = ['成果名称', '完成单位', '密级', '成果类别', '技术领域', '成果简介', '研究开始年月', '备注'];
const row = (name: string, given: Partial<Record<string, string>> = {}) => {
  const cells: Partial<Record<string, string>> = {
    成果名称: name,
    完成单位: unit,
    密级: '公开',
    成果类别: '应用技术',
    技术领域: '24.1',
    成果简介: '简介。',
    ...given,
  };
  return heads.map((head) => cells[head] ?? '');
};

function check(name: string, bytes: Buffer | string) {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'app/server/import-check.ts', file, '--unit', unit],
    { cwd: projectRoot, encoding: 'utf8', maxBuffer: 2 ** 29 },
  );
  const lines = stdout
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const faults = lines.filter((line) => line.level === undefined && line.summary === undefined);
  return { status, stderr, faults, warnings: lines.filter((line) => line.level === 'warning'), summary: lines.at(-1) };
}

const good = [heads, row('一种淀粉废水提蛋白的方法'), row('冬小麦节水灌溉决策模型')];
const wrong = [
  heads,
  row('<img src=x onerror=alert(1)>', { 成果简介: '<script>alert(1)</script>', 研究开始年月: '２０２４年３月' }),
  row('乙，“引号”成果', { 技术领域: '99.9', 研究开始年月: '去年' }),
  row('不能说的名称', { 密级: '秘密' }),
];

describe('import:check', () => {
  test('a sound file: no fault, unknown columns and vague rows as warnings, exit code 0', async () => {
    const { status, faults, warnings, summary } = check('good.xlsx', await bookOf(good));
    expect([status, faults]).toEqual([0, []]);
    expect(warnings.map(({ row: no, column, code }) => [no, column, code])).toEqual([
      [2, '对比优势', 'vague'],
      [3, '对比优势', 'vague'],
      [0, '备注', 'unknown_column'],
    ]);
    expect(summary).toMatchObject({ summary: true, rows: 2, valid: 2, invalid: 0, duplicate: 0, warnings: 3 });
  });

  test.each([
    ['UTF-8 with its mark', () => csvOf('\uFEFF', wrong, 'utf8')],
    ['GB18030', () => csvOf('', wrong, 'gb18030')],
    [
      'mixed line ends',
      () =>
        Buffer.from(
          wrong
            .map((cells) => cells.join(','))
            .map((text, at) => text + ['\r\n', '\n', '\r', ''][at])
            .join(''),
        ),
    ],
    ['a workbook that calls itself a CSV', () => bookOf(wrong)],
    [
      'JSON lines',
      () =>
        Buffer.from(
          `\n${wrong
            .slice(1)
            .map((cells) => JSON.stringify(Object.fromEntries(heads.map((head, at) => [head, cells[at]]))))
            .join('\n')}`,
        ),
    ],
  ])('%s: every fault at once, by row and column; of what is not 公开 nothing but its row', async (_, bytes) => {
    const { status, faults, summary } = check('wrong.csv', await bytes());
    expect(faults.map(({ row: no, column, code }) => [no, column, code])).toEqual([
      [3, '技术领域', 'not_in_list'],
      [3, '研究开始年月', 'not_a_date'],
      [4, '密级', 'not_open'],
    ]);
    expect(status).toBe(1);
    expect(summary).toMatchObject({ rows: 3, valid: 1, invalid: 2 });
    expect(JSON.stringify([faults, summary])).not.toContain('不能说');
  });

  test('what the screen of the product stops is named by its rule and nothing else; the summary says which rules were asked', () => {
    const marked = [heads, row('甲成果', { 备注: '机 密★十年' }), row('乙成果')];
    const { status, faults, summary } = check('marked.csv', csvOf('', marked, 'utf8'));
    expect(status).toBe(1);
    expect(faults).toMatchObject([
      { row: 2, code: 'not_open', message: expect.stringContaining('密级标志') as string },
    ]);
    expect(JSON.stringify(faults)).not.toContain('甲成果');
    expect(summary).toMatchObject({ rows: 2, invalid: 1, screen: { rules: secrecyRules.length, ownRules: false } });
  });

  const sheet = (rows: string) => zipOf(partsOf(rows));
  const cell = (text: string) => `<c t="str"><v>${text}</v></c>`;
  const headRow = `<row>${heads.map(cell).join('')}</row>`;

  const mergedSheet = (rows: string, ...refs: string[]) =>
    `<worksheet><sheetData>${rows}</sheetData><mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells></worksheet>`;
  const book = (values: readonly string[][], ...refs: string[]) => {
    const rows = values.map((cells) => `<row>${cells.map(cell).join('')}</row>`).join('');
    return zipOf(partsOf('', { 'xl/worksheets/sheet1.xml': mergedSheet(rows, ...refs) }));
  };
  const faultsOf = ({ faults }: ReturnType<typeof check>) =>
    faults.map(({ row: no, column, code }) => [no, column, code]);
  const blank = (...columns: string[]) => Object.fromEntries(columns.map((column) => [column, '']));

  test('merged cells are named, each where its row lacks it; 公开 over several rows is said of each of them', () => {
    const rows = [
      ['成果汇总表', '', ''],
      heads,
      row('甲成果'),
      row('乙成果', blank('完成单位', '密级')),
      row('丙成果', blank('完成单位', '密级', '技术领域', '成果简介')),
      ['二、农业类', '', ''],
    ];
    const found = check('merged.xlsx', book(rows, 'A1:H1', 'B3:B5', 'C3:C5', 'E5:F5', 'A6:H6'));
    expect(faultsOf(found)).toEqual([
      [4, '完成单位', 'merged'],
      [5, '完成单位', 'merged'],
      [5, '技术领域', 'required'],
      [5, '成果简介', 'merged'],
    ]);
    expect(found.summary).toMatchObject({ rows: 3, valid: 1, invalid: 2 });
  });

  /** Up to the middle of the last such character. */
  const cutIn = (bytes: Buffer, char: Buffer): Buffer => bytes.subarray(0, bytes.lastIndexOf(char) + 1);

  test('a picture is passed over and told; the rows are read', () => {
    const rows = good.map((cells) => `<row>${cells.map(cell).join('')}</row>`).join('');
    const logo = partsOf(rows, { 'xl/media/image1.png': 'PNG', 'xl/drawings/drawing1.xml': '<a><t>校徽</t></a>' });
    const { status, faults, warnings, summary } = check('logo.xlsx', zipOf(logo));
    expect([status, faults]).toEqual([0, []]);
    expect(warnings).toContainEqual(expect.objectContaining({ row: 0, code: 'picture' }));
    expect(summary).toMatchObject({ valid: 2 });
  });

  test('formulas without a result, merged cells and macros: read as far as they say something', () => {
    const values = row('甲成果');
    const cells = values.map((text, at) => (at === 5 ? '<c><f>WEBSERVICE("http://x.invalid")</f></c>' : cell(text)));
    const body = `${headRow}<row>${cells.join('')}</row>`;
    const merged = partsOf(body, { 'xl/worksheets/sheet1.xml': mergedSheet(body, 'K1:L1') });
    const { status, faults } = check('macro.xlsm', zipOf([...merged, { name: 'xl/vbaProject.bin', body: 'macro' }]));
    expect(status).toBe(1);
    expect(faults.map(({ row: no, column, code }) => [no, column, code])).toEqual([[2, '成果简介', 'unreadable']]);
  });

  test.each([
    ['0 byte', '', '没有数据行'],
    ['a PDF that calls itself a sheet', '%PDF-1.7\n', 'PDF'],
    ['another table', 'a,b\n1,2\n', '没有找到表头'],
    ['a web page', '<html><table></table></html>', '网页'],
    ['an open quote', `${heads.join(',')}\n"甲,公开\n`, '引号'],
  ])('%s: one fault with the reason, a summary that says so, exit code 1', (_, bytes, says) => {
    const { status, stderr, faults, summary } = check('lies.xlsx', bytes);
    expect([status, stderr]).toEqual([1, '']);
    expect(faults).toEqual([
      { row: 0, column: '', code: 'unreadable', message: expect.stringContaining(says) as string },
    ]);
    expect(summary).toMatchObject({ summary: true, readable: false, rows: 0 });
  });

  test('called wrongly: exit code 2, and nothing on the standard output', () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, ['--import', 'tsx', 'app/server/import-check.ts', ...args], {
        cwd: projectRoot,
        encoding: 'utf8',
      });
    for (const args of [[], ['a.csv', 'b.csv'], ['--such'], [join(folder, 'nowhere.csv')]])
      expect(run(...args)).toMatchObject({ status: 2, stdout: '' });
  });

  test.each([
    ['a workbook cut off half-way', async () => (await bookOf(good)).subarray(0, 4000), '已损坏'],
    ['a workbook whose first sheet is another', () => bookOf([['说明'], ['这一页不是表']]), '没有找到表头'],
    [
      'a document type that declares entities',
      () => zipOf(partsOf('', { 'xl/worksheets/sheet1.xml': '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>' })),
      'XML 声明',
    ],
    ['a file within the file', () => zipOf(partsOf('', { 'xl/embeddings/a.docx': 'PK' })), '嵌着别的文件'],
    [
      'a part that leads out of the file',
      () =>
        zipOf(
          partsOf('', {
            'xl/_rels/workbook.xml.rels': '<R><Relationship Id="rId1" Target="../../../etc/passwd"/></R>',
          }),
        ),
      '已损坏',
    ],
    [
      'bytes of no encoding',
      () => Buffer.from(Array.from({ length: 5000 }, (_, at) => ((at * 7919) % 251) + 1)),
      '编码',
    ],
    ['a text cut off within a character', () => cutIn(csvOf('', good, 'utf8'), Buffer.from('。')), '已损坏'],
    ['one in GB18030, too', () => cutIn(csvOf('', good, 'gb18030'), Buffer.from('a1a3', 'hex')), '已损坏'],
    ['a line without end', () => Buffer.from(`${heads.join(',')}\n"${'x'.repeat(40_000_000)}`), '引号'],
  ])('%s: the reason, and no stack', async (_, bytes, says) => {
    const { status, stderr, faults, summary } = check('hostile.xlsx', await bytes());
    expect([status, stderr]).toEqual([1, '']);
    expect(faults).toMatchObject([{ row: 0, code: 'unreadable', message: expect.stringContaining(says) as string }]);
    expect(summary).toMatchObject({ readable: false });
  });

  test('a zip bomb and 1,048,576 rows are refused', { timeout: 120_000 }, () => {
    const bomb = zipOf(
      partsOf('', { 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${' '.repeat(64 * 1_048_576)}` }),
    );
    const unreadable = (says: string) => ({
      status: 1,
      summary: { readable: false },
      faults: [{ code: 'unreadable', message: expect.stringContaining(says) as string }],
    });
    expect(check('bomb.xlsx', bomb)).toMatchObject(unreadable('大得不正常'));
    const many = `${heads.join(',')}\n${'甲,,,,,,,\n'.repeat(1_048_575)}`;
    const { faults, ...said } = check('many.csv', many);
    expect({ ...said, faults: faults.slice(-1) }).toMatchObject(unreadable('100,000 行'));
    const wide = sheet(`${headRow}${'<row><c t="str"><v>x</v></c></row>'.repeat(100_500)}`);
    expect(check('many.xlsx', wide)).toMatchObject({ status: 1, summary: { readable: false } });
  });
});
