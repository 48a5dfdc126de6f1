import { expect, test } from 'vitest';
import { importFailureWords, isImportFailure, sheetRefusalWords } from './import-failure.ts';

test('a failure says what it is about and what to do', () => {
  expect(importFailureWords('head_missing', '密级、成果简介')).toBe(
    '表头缺少必填的列：密级、成果简介。请下载模板，把数据粘贴进去。',
  );
  expect(importFailureWords('quote_open', '42')).toMatch(/^CSV 第 42 行有一个引号没有配对/);
  expect(importFailureWords('secret_aside', '密级标志\n第 2 张工作表（隐藏）')).toMatch(
    /规则：密级标志.*第 2 张工作表（隐藏）里/,
  );
  expect(importFailureWords('head', null)).toMatch(/成果名称、完成单位、密级、成果类别、技术领域、成果简介/);
});

test('what nobody knows is a broken file', () => {
  expect(isImportFailure('toString')).toBe(false);
  expect(importFailureWords(null, null)).toBe(importFailureWords('broken', null));
});

test('where there is no template, the advice of the table stands in its place, and everywhere', () => {
  const advice = '请从网银重新导出。';
  for (const code of ['broken', 'word', 'bomb', 'doctype', 'head', 'head_missing']) {
    expect(importFailureWords(code, null)).toMatch(/模板/);
    expect(importFailureWords(code, null, advice)).toMatch(new RegExp(`${advice}$`));
    expect(importFailureWords(code, null, advice)).not.toMatch(/模板/);
  }
  for (const refusal of [
    'xls',
    'locked',
    'pdf',
    'image',
    'word',
    'other_sheet',
    'markup',
    'archive',
    'unknown',
  ] as const) {
    expect(sheetRefusalWords(refusal, advice)).not.toMatch(/模板/);
    expect(sheetRefusalWords(refusal).length).toBeGreaterThan(10);
  }
  expect(sheetRefusalWords('pdf')).toBe('这是 PDF 文件，不是表格。请下载模板，填成 .xlsx 再传。');
  expect(sheetRefusalWords('pdf', advice)).toBe(`这是 PDF 文件，不是表格。${advice}`);
});
