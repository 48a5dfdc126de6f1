import { diffArrays, diffWords } from 'diff';
import type { ContractArticle } from '#app/domain/contract-text.ts';

export interface TextPart {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** An article that reads otherwise; each paragraph in parts. */
export interface ArticleChange {
  readonly no: number;
  readonly title: string;
  readonly paragraphs: readonly (readonly TextPart[])[];
}

const words = new Intl.Segmenter('zh', { granularity: 'word' });

const partsOf = (before: string, after: string): TextPart[] =>
  diffWords(before, after, { intlSegmenter: words }).map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));

/** Paragraphs that stand side by side are compared word by word; what has no partner is new or gone. */
function paragraphsOf(before: readonly string[], after: readonly string[]): TextPart[][] {
  const found: TextPart[][] = [];
  let gone: string[] = [];
  const flush = (added: readonly string[]) => {
    const n = Math.max(gone.length, added.length);
    for (let i = 0; i < n; i += 1) found.push(partsOf(gone[i] ?? '', added[i] ?? ''));
    gone = [];
  };
  for (const { added, removed, value } of diffArrays([...before], [...after])) {
    if (removed) {
      gone = value;
      continue;
    }
    flush(added ? value : []);
  }
  flush([]);
  return found;
}

/** What one version of a contract says otherwise than another: only the articles that changed, in the order of the later one. */
export function textDifference(
  before: readonly ContractArticle[],
  after: readonly ContractArticle[],
): readonly ArticleChange[] {
  const gone = before.filter(({ title }) => !after.some((article) => article.title === title));
  return [...after, ...gone.map((article) => ({ ...article, paragraphs: [] }))].flatMap((article) => {
    const old = before.find(({ title }) => title === article.title);
    const paragraphs = paragraphsOf(old?.paragraphs ?? [], article.paragraphs);
    return paragraphs.length === 0 ? [] : [{ no: article.no, title: article.title, paragraphs }];
  });
}
