import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { NextStepCard } from './next-step-card.tsx';

const upcoming = Array.from({ length: 7 }, (_, i) => ({ key: `${i}`, on: '待办', text: `第 ${i + 1} 件` }));
const textOf = (openUpcoming?: number) =>
  renderToStaticMarkup(
    createElement(NextStepCard, { title: '请付款', upcoming, ...(openUpcoming === undefined ? {} : { openUpcoming }) }),
  );

test('what is more than stands open is behind its count, in the same order, and nothing is left out', () => {
  const html = textOf(4);
  const [open = '', folded = ''] = html.split('<details');
  expect(html).toContain('另有 3 件');
  expect([1, 2, 3, 4].every((n) => open.includes(`第 ${n} 件`))).toBe(true);
  expect(open).not.toContain('第 5 件');
  expect([5, 6, 7].every((n) => folded.includes(`第 ${n} 件`))).toBe(true);
});

test('nothing is folded where all fits, or nobody asked for it', () => {
  for (const html of [textOf(7), textOf()]) {
    expect(html).not.toContain('<details');
    expect(html).toContain('第 7 件');
  }
});
