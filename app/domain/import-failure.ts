import { importColumns } from './import-columns.ts';

/** What stopped a file outside its table: the rule, and the place in words, as one detail. Neither holds text of the file. */
export const stoppedAt = (rule: string, place: string): string => `${rule.replaceAll('\n', ' ')}\n${place}`;
/** The two of them again. */
export function ruleAndPlace(detail: string): readonly [string, string] {
  const [rule = '', place = '表格之外'] = detail.split('\n');
  return [rule, place];
}

/** The last sentence of some says where a right file comes from: `or` puts another one there. */
type Words = string | ((detail: string, or: (usual: string) => string) => string);

const required = importColumns
  .filter((column) => 'required' in column)
  .map((column) => column.header)
  .join('、');

/** Why an uploaded sheet could not be read at all, with what to do now. Stored by code, some with what it is about. */
const importFailures = {
  broken: (_, or) => `文件已损坏，没有读完就断了。${or('请用模板另存一份再传。')}`,
  locked: '工作簿设了打开密码，读不出来。请取消密码，另存为 .xlsx 再传。',
  archive: '这是压缩包，里面没有 Excel 工作簿的内容。请解开，把里面的 .xlsx 或 .csv 传上来。',
  word: (_, or) => `这是 Word 文档或演示文稿，不是表格。${or('请下载模板，填成 .xlsx 再传。')}`,
  other_sheet: '这是 .xlsb 或 .ods 格式的表格。请用 Excel 或 WPS 另存为 .xlsx 再传。',
  markup: '这是网页或 XML 格式的表格，只是名字像 Excel。请用 Excel 或 WPS 打开，另存为 .xlsx 再传。',
  bomb: (_, or) => `文件解开后大得不正常，没有读取。${or('请用模板另存一份再传。')}`,
  doctype: (_, or) => `文件里带有不允许的 XML 声明，没有读取。${or('请用模板另存一份再传。')}`,
  embedded: '工作簿里嵌着别的文件（例如 Word 文档）或图片，涉密筛查读不到里面。请删去嵌入的对象和图片再传。',
  no_sheet: '工作簿里没有可见的工作表。请把数据放在第一张工作表。',
  empty: '表里没有数据行。请从第二行起填写成果。',
  head: (_, or) => `第一张工作表里没有找到表头。表头要有这些列：${required}。${or('请下载模板，把数据粘贴进去。')}`,
  head_missing: (columns, or) => `表头缺少必填的列：${columns || required}。${or('请下载模板，把数据粘贴进去。')}`,
  head_repeated: (columns) => `表头里有重复的列${columns && `：${columns}`}。请删去多余的一列。`,
  too_many_rows: '一次最多导入 100,000 行。请分成几份。',
  encoding: 'CSV 的编码认不出来。请存为 UTF-8、UTF-16 或 GB18030（简体中文）。',
  quote_open: (row) => `CSV 第 ${row || '?'} 行有一个引号没有配对，读不下去。请在那一行补上引号，或存为 .xlsx 再传。`,
  csv: (row) => `CSV ${row && `第 ${row} 行`}的引号用法有问题，读不下去。请改好那一行，或存为 .xlsx 再传。`,
  secret: (rule) =>
    `平台的涉密筛查${rule && `（规则：${rule}）`}拦下了这份文件：表头或表头上方有不能公开的内容。没有保存任何内容，上传的文件已删除。涉密或密级不明的成果请走线下渠道。`,
  secret_aside: (detail) => {
    const [rule, place] = ruleAndPlace(detail);
    return `平台的涉密筛查（规则：${rule}）拦下了这份文件：${place}里有不能公开的内容。导入只读第一张可见的工作表，但整份文件都要筛查。没有保存任何内容，上传的文件已删除。涉密或密级不明的成果请走线下渠道。`;
  },
  too_large: '表格太大，内存装不下。请分成几份。',
  slow: '读取超时。请分成几份再传。',
} as const satisfies Record<string, Words>;
export type ImportFailure = keyof typeof importFailures;

/** True when a stored or received code is one of the failures above. */
export const isImportFailure = (code: unknown): code is ImportFailure =>
  typeof code === 'string' && Object.hasOwn(importFailures, code);

/**
 * What went wrong and what to do now, for a stored code and what it is about.
 *
 * @param advice where a right file comes from, in place of the template of achievements
 */
export const importFailureWords = (code: string | null, detail: string | null, advice?: string): string =>
  said(isImportFailure(code) ? importFailures[code] : importFailures.broken, detail, advice);

const said = (words: Words, detail: string | null, advice: string | undefined): string =>
  typeof words === 'string' ? words : words(detail ?? '', (usual) => advice ?? usual);

const sheetRefusals = {
  xls: '这是旧版 Excel 文件（.xls）。请用 Excel 或 WPS 打开，另存为 .xlsx 再传。',
  locked: importFailures.locked,
  pdf: (_, or) => `这是 PDF 文件，不是表格。${or('请下载模板，填成 .xlsx 再传。')}`,
  image: (_, or) => `这是图片，不是表格。${or('请下载模板，填成 .xlsx 再传。')}`,
  word: importFailures.word,
  other_sheet: importFailures.other_sheet,
  markup: importFailures.markup,
  archive: importFailures.archive,
  unknown: (_, or) => `认不出这个文件的内容。只收 .xlsx 或 .csv，${or('请用模板另存一份再传。')}`,
} as const satisfies Record<string, Words>;
export type SheetRefusal = keyof typeof sheetRefusals;

/** Content that is refused at once, because it is no sheet that anybody here can read; by what the bytes say, not the name. */
export const sheetRefusalWords = (refusal: SheetRefusal, advice?: string): string =>
  said(sheetRefusals[refusal], null, advice);

/** Most rows of one file. */
export const maxImportRows = 100_000;
