import { expect, test } from 'vitest';
import { importFailureWords, isImportFailure } from './import-failure.ts';

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
