import { expect, test } from 'vitest';
import { allSearchTo, readAllSearch } from './search-all.ts';
import { readSuggestQuestion } from './suggest-question.ts';

const ask = (query: string) => readAllSearch(new URLSearchParams(query));

test('the URL of the one box says what is asked and of whom, and nothing else', () => {
  for (const url of [
    '/search',
    '/search?q=%E5%BA%9F%E6%B0%B4',
    '/search?q=a%26b&in=experts',
    '/search?q=x&exact=1',
    '/search?q=x&in=events',
    '/search?q=x&in=services',
  ]) {
    expect(allSearchTo(ask(url.split('?')[1] ?? ''))).toBe(url);
  }
  expect(ask('q=%20x%20&in=passwords')).toEqual({ words: 'x', isExact: false, part: 'all' });
  expect(ask('exact=1').isExact).toBe(false);
  expect([ask('q=%00').words, ask('q=a%00b').words, ask('q=%ED%A0%80x').words.at(-1)]).toEqual(['', 'a b', 'x']);
  expect(ask(`q=${'长'.repeat(10_000)}`).words).toHaveLength(200);
});

test('suggestions are asked of one public list or of all', () => {
  const kindOf = (query: string) => readSuggestQuestion(new URLSearchParams(query)).kind;
  expect(['', 'in=demands', 'in=all', 'in=users'].map(kindOf)).toEqual(['achievement', 'demand', null, 'achievement']);
});
