import { expect, test } from 'vitest';
import { titleLines } from './title-lines.ts';

const widthOf = (text: string) => text.length;

test('a title that fits stays one line; one that does not breaks after its colon', () => {
  expect(titleLines('技术许可合同：膜浓缩', 20, widthOf)).toEqual(['技术许可合同：膜浓缩']);
  expect(titleLines('技术许可合同：马铃薯淀粉工艺水蛋白提取', 15, widthOf)).toEqual([
    '技术许可合同：',
    '马铃薯淀粉工艺水蛋白提取',
  ]);
});

test('a long name breaks between words into lines of about one length', () => {
  const name = '马铃薯淀粉工艺水蛋白提取与回用成套工艺及其自动控制系统';
  const lines = titleLines(name, 25, widthOf);
  expect(lines.join('')).toBe(name);
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(line.length).toBeGreaterThan(9);
  const words = [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(name)].map(({ index }) => index);
  expect(words).toContain(lines[0]!.length);
});

test('what has no words to break between is broken nowhere', () => {
  expect(titleLines('A'.repeat(40), 25, widthOf)).toEqual(['A'.repeat(40)]);
});
