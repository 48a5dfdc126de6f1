import { diffArrays, diffWords } from 'diff';
import type { ContractArticle } from '#app/domain/contract-text.ts';
import { likenessPairs } from './likeness-pairs.server.ts';

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

/** An amount in capitals (捌拾伍万元整): of its digits alone nobody reads what it was and what it is. */
const amounts = /(负?[零壹贰叁肆伍陆柒捌玖拾][零壹贰叁肆伍陆柒捌玖拾佰仟万亿]*元?[零壹贰叁肆伍陆柒捌玖角分整]*)/;

/** Words as the comparison asks for them, an amount in capitals being one. */
const wholeAmounts = {
  resolvedOptions: () => words.resolvedOptions(),
  segment: (text: string) =>
    text.split(amounts).flatMap((part, i) => (i % 2 === 1 ? [{ segment: part }] : Array.from(words.segment(part)))),
} as unknown as Intl.Segmenter;

/**
 * Words that may be new or gone before a paragraph counts as another one, and how many characters of paragraphs are compared word
 * by word in all: the work grows with both, and the same two texts always give the same answer, since what was signed shows it.
 */
const mostWordsChanged = 200;
const mostCompared = 20_000;
/** Paragraphs that may be new or gone before an article counts as another one. */
const mostParagraphsChanged = 400;

function partsOf(before: string, after: string, isWhole: boolean): TextPart[] {
  const found =
    isWhole || before === '' || after === ''
      ? undefined
      : diffWords(before, after, { intlSegmenter: wholeAmounts, maxEditLength: mostWordsChanged });
  return (
    found?.map(({ added, removed, value }): TextPart => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
    })) ?? [
      ...(before === '' ? [] : [{ kind: 'removed' as const, text: before }]),
      ...(after === '' ? [] : [{ kind: 'added' as const, text: after }]),
    ]
  );
}

/** The sentences of a paragraph, each with its stop; together they are the paragraph. */
const sentencesOf = (paragraph: string): string[] => paragraph.match(/[^。；]+[。；]?|[。；]/g) ?? [];

/** A sentence beside the one that it was: what was put between two others is new as a whole, and takes no word of its neighbours. */
function bySentences(before: string, after: string, isWhole: boolean): TextPart[] {
  const parts = isWhole
    ? partsOf(before, after, true)
    : likenessPairs(sentencesOf(before), sentencesOf(after)).flatMap(([old, now]) => partsOf(old, now, false));
  return parts.reduce<TextPart[]>((joined, part) => {
    const last = joined.at(-1);
    if (last?.kind !== part.kind) return [...joined, part];
    return [...joined.slice(0, -1), { ...part, text: last.text + part.text }];
  }, []);
}

/** A paragraph is compared word by word with the one that it was; what has no partner is new or gone. */
function paragraphsOf(before: readonly string[], after: readonly string[], spent: { chars: number }): TextPart[][] {
  const found: TextPart[][] = [];
  let gone: readonly string[] = [];
  const flush = (added: readonly string[]) => {
    for (const [old, now] of likenessPairs(gone, added)) {
      spent.chars += old.length + now.length;
      found.push(bySentences(old, now, spent.chars > mostCompared));
    }
    gone = [];
  };
  const runs = diffArrays([...before], [...after], { maxEditLength: mostParagraphsChanged }) ?? [
    { added: false, removed: true, value: [...before] },
    { added: true, removed: false, value: [...after] },
  ];
  for (const { added, removed, value } of runs) {
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
  const spent = { chars: 0 };
  return [...after, ...gone.map((article) => ({ ...article, paragraphs: [] }))].flatMap((article) => {
    const old = before.find(({ title }) => title === article.title);
    const paragraphs = paragraphsOf(old?.paragraphs ?? [], article.paragraphs, spent);
    return paragraphs.length === 0 ? [] : [{ no: article.no, title: article.title, paragraphs }];
  });
}
