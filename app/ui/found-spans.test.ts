import { expect, test } from 'vitest';
import { foundSpans, snippetOf } from './found-spans.ts';

const marked = (text: string, terms: string[]) => foundSpans(text, terms).map(([start, end]) => text.slice(start, end));

test('terms are found in either case and wherever they stand', () => {
  expect(marked('Ni-Co 合金与 ni-co 粉', ['ni-co'])).toEqual(['Ni-Co', 'ni-co']);
  expect(marked('马铃薯淀粉废水', ['淀粉', '废水', ''])).toEqual(['淀粉', '废水']);
  expect(marked('<b>淀粉</b>', ['<b>'])).toEqual(['<b>']);
});

test('letters that change their length with their case leave the text unmarked', () => {
  expect(foundSpans('İstanbul 淀粉', ['淀粉'])).toEqual([]);
});

test('a long text is cut where its first found word stands', () => {
  const text = `${'前'.repeat(200)}淀粉${'后'.repeat(200)}`;
  const piece = snippetOf(text, ['淀粉'], 60);
  expect(piece).toMatch(/^…前+淀粉后+…$/);
  expect(piece).toHaveLength(62);
  expect(snippetOf(text, ['没有'], 60)).toBe(`${'前'.repeat(60)}…`);
  expect(snippetOf(`${'前'.repeat(98)}淀粉`, ['淀粉'], 60)).toMatch(/^…前{58}淀粉$/);
  expect(snippetOf('短', ['短'])).toBe('短');
});

test('a cut never leaves half a character', () => {
  const text = '😀'.repeat(100);
  for (const most of [59, 60, 61]) expect(snippetOf(text, [], most)).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
});
