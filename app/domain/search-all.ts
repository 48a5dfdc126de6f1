/** What the one box was asked, and of which part all results are wanted. */
export interface AllSearch {
  readonly words: string;
  readonly part: 'all' | 'experts' | 'organisations';
}

/** Reads `/search?q=…&in=experts`; whatever is senseless in it is left out. */
export function readAllSearch(params: URLSearchParams): AllSearch {
  const part = params.get('in');
  return {
    words: (params.get('q') ?? '')
      .replace(/\0|[\uD800-\uDFFF]/gu, ' ')
      .trim()
      .slice(0, 200),
    part: part === 'experts' || part === 'organisations' ? part : 'all',
  };
}

export function allSearchTo({ words, part }: AllSearch): string {
  const params = new URLSearchParams(words === '' ? {} : { q: words });
  if (part !== 'all') params.set('in', part);
  const query = params.toString();
  return query === '' ? '/search' : `/search?${query}`;
}
