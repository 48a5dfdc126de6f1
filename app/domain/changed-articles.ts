import { canonicalJson } from './canonical-json.ts';
import type { ContractArticle } from './contract-text.ts';

/**
 * The articles of a change of a signed version: what nobody changed reads as it was signed, in the words of then, and what the platform
 * words or adds since is not brought in by the way (Civil Code art. 543: a change is what was agreed). `signed` is what was kept,
 * `before` and `after` what the platform would write of both today; an article in which these two say the same was not changed.
 *
 * An article of the signed text that the platform no longer knows by its title, or a change in one that the signed text does not have,
 * cannot be set side by side: then all is written anew, and the difference names it.
 */
export function changedArticles(
  signed: readonly ContractArticle[],
  before: readonly ContractArticle[],
  after: readonly ContractArticle[],
): ContractArticle[] {
  const find = (articles: readonly ContractArticle[], title: string) =>
    articles.find((article) => article.title === title);
  const isSame = (title: string): boolean => {
    const [was, now] = [find(before, title), find(after, title)];
    return was !== undefined && now !== undefined && canonicalJson(was.paragraphs) === canonicalJson(now.paragraphs);
  };
  const isUnknown = signed.some(({ title }) => !find(before, title));
  const isApart = before.some(({ title }) => !isSame(title) && !find(signed, title));
  if (isUnknown || isApart) return [...after];
  const whole = after.flatMap((article) => {
    const old = find(signed, article.title);
    if (!isSame(article.title)) return [article];
    return old === undefined ? [] : [old];
  });
  return whole.map(({ title, paragraphs }, i) => ({ no: i + 1, title, paragraphs }));
}
