import { expect, test } from 'vitest';
import { attachmentHeader } from './file-name.ts';

test('a Chinese name survives the download, with a plain one beside it', () => {
  expect(attachmentHeader('回单.pdf')).toBe(`attachment; filename="__.pdf"; filename*=UTF-8''%E5%9B%9E%E5%8D%95.pdf`);
});

test('quotes, line breaks and brackets cannot leave the header', () => {
  const header = attachmentHeader(`a"\r\nSet-Cookie: x=1;('*)\uD800.pdf`);
  expect(header).toMatch(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%-]+$/);
});

test('a file of our own carries a plain name that says something', () => {
  expect(attachmentHeader('成果导入模板.xlsx', 'achievement-template.xlsx')).toMatch(
    /^attachment; filename="achievement-template\.xlsx"; filename\*=UTF-8''%E6%88%90/,
  );
});
