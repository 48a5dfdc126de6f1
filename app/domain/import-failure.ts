/** Why an uploaded sheet could not be read at all, with what to do now. Stored by code. */
export const importFailures = {
  broken: '文件已损坏或不是真正的 .xlsx，读不出来。请用模板另存一份再传。',
  locked: '工作簿设了密码，或是旧版 .xls。请取消密码、另存为 .xlsx 再传。',
  bomb: '文件解开后大得不正常，没有读取。请用模板另存一份再传。',
  doctype: '文件里带有不允许的 XML 声明，没有读取。请用模板另存一份再传。',
  no_sheet: '工作簿里没有可见的工作表。请把数据放在第一张工作表。',
  empty: '表里没有数据行。请从第二行起填写成果。',
  head: '第一张工作表的表头不是成果导入模板的表头。请下载模板，把数据粘贴进去。',
  head_missing: '表头缺少必填的列。请下载模板，把数据粘贴进去。',
  head_repeated: '表头里有重复的列。请删去多余的一列。',
  too_many_rows: '一次最多导入 100,000 行。请分成几份。',
  encoding: 'CSV 的编码认不出来。请存为 UTF-8 或 GB18030（简体中文）。',
  csv: 'CSV 的引号或列数有问题，读不下去。请存为 .xlsx 再传。',
  too_large: '表格太大，内存装不下。请分成几份。',
  slow: '读取超时。请分成几份再传。',
} as const;
export type ImportFailure = keyof typeof importFailures;

/** True when a stored or received code is one of the failures above. */
export const isImportFailure = (code: unknown): code is ImportFailure =>
  typeof code === 'string' && Object.hasOwn(importFailures, code);

/** Most rows of one file. */
export const maxImportRows = 100_000;
