import { storableText } from './storable-text.ts';

/** Parts that have no list page with a box of its own. */
const ownParts = ['experts', 'organisations', 'events', 'services'] as const;

/** What the one box was asked, and of which part all results are wanted. */
export interface AllSearch {
  readonly words: string;
  /** Only these words, without their synonyms. */
  readonly isExact: boolean;
  readonly part: 'all' | (typeof ownParts)[number];
}

/** Reads `/search?q=…&in=experts`; whatever is senseless in it is left out. */
export function readAllSearch(params: URLSearchParams): AllSearch {
  const part = params.get('in');
  const words = storableText(params.get('q') ?? '')
    .trim()
    .slice(0, 200);
  return {
    words,
    isExact: words !== '' && params.get('exact') === '1',
    part: ownParts.find((word) => word === part) ?? 'all',
  };
}

export function allSearchTo({ words, part, isExact = false }: Omit<AllSearch, 'isExact'> & Partial<AllSearch>): string {
  const params = new URLSearchParams(words === '' ? {} : { q: words });
  if (words !== '' && isExact) params.set('exact', '1');
  if (part !== 'all') params.set('in', part);
  const query = params.toString();
  return query === '' ? '/search' : `/search?${query}`;
}
