import { expect, test } from 'vitest';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { changedArticles } from './changed-articles.ts';
import { describeTerms } from './contract-text.ts';

const parties = { licensor: { name: '大学' }, licensee: { name: '公司' }, subject: { name: '技术' } };
const before = describeTerms(soundTerms(), parties);
const after = describeTerms(soundTerms({ territory: '全国' }), parties);
/** As an earlier release worded it: without two articles that came later, another one in other words. */
const signed = before
  .filter(({ title }) => title !== '不可抗力' && title !== '违约责任')
  .map((article, i) => ({
    ...article,
    no: i + 1,
    paragraphs: article.title === '保密' ? ['双方保密五年。'] : article.paragraphs,
  }));
const titlesOf = (articles: readonly { readonly title: string }[]) => articles.map(({ title }) => title);

test('what nobody changed reads as it was signed; nothing that came later is brought in', () => {
  const text = changedArticles(signed, before, after);
  expect(titlesOf(text)).toEqual(titlesOf(signed));
  expect(text.map(({ no }) => no)).toEqual(text.map((_, i) => i + 1));
  const changed = text.filter(
    ({ paragraphs }, i) => JSON.stringify(paragraphs) !== JSON.stringify(signed[i]?.paragraphs),
  );
  expect(titlesOf(changed)).toEqual(['许可方式、范围与期限']);
  expect(JSON.stringify(changed)).toContain('许可地域：全国。');
});

test('a clause that the change brings or takes out is an article more or less', () => {
  const own = describeTerms(soundTerms({ ownClauses: ['另有约定。'] }), parties);
  expect(titlesOf(changedArticles(signed, before, own)).filter((title) => !titlesOf(signed).includes(title))).toEqual([
    '其他约定',
  ]);
  const had = [...signed, own.find(({ title }) => title === '其他约定')!];
  expect(titlesOf(changedArticles(had, own, before))).toEqual(titlesOf(signed));
});

test('words that cannot be set side by side are written anew as a whole', () => {
  const renamed = signed.map((article) => (article.title === '保密' ? { ...article, title: '保守秘密' } : article));
  expect(changedArticles(renamed, before, after)).toEqual(after);
  const without = signed.filter(({ title }) => title !== '许可方式、范围与期限');
  expect(changedArticles(without, before, after)).toEqual(after);
});

test('of a version in today’s words it is the text that the platform writes', () => {
  expect(changedArticles(before, before, after)).toEqual(after);
});
