/** What a person asks of the list of achievements; the URL is its only place. */
export interface AchievementSearch {
  readonly words: string;
  /** Only these words, without their synonyms. */
  readonly isExact: boolean;
  readonly fields: readonly string[];
  readonly chains: readonly string[];
  readonly regions: readonly string[];
  readonly modes: readonly string[];
  /** Kinds of rights. */
  readonly rights: readonly string[];
  /** Bands of `priceBands`. */
  readonly prices: readonly string[];
  readonly trlFrom: number | null;
  readonly trlTo: number | null;
  readonly payLater: boolean;
  /** Shown for trade (平台挂牌). */
  readonly listed: boolean;
  /** From a provincial project. */
  readonly provincial: boolean;
  /** Records of one organisation only. */
  readonly org: string | null;
  readonly sort: 'relevance' | 'confirmed' | 'trl' | 'price';
  readonly page: number;
}

export const achievementPageSize = 20;
/** Deeper pages are nobody's; whoever needs all of it narrows the question. */
const lastPage = 500;

const codes = (params: URLSearchParams, name: string): string[] =>
  [...new Set(params.getAll(name))].filter((code) => /^[\w.-]{1,40}$/.test(code)).slice(0, 30);

/**
 * An item of a field stands in place of the field: who ticks 水污染防治 below 节能环保 wants less, and both together would be all of
 * the field again. ['24', '24.1', '21'] → ['24.1', '21'].
 */
const narrowest = (given: readonly string[]): string[] =>
  given.filter((code) => !given.some((other) => other.startsWith(`${code}.`)));

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const level = (text: string | null): number | null => (text !== null && /^[1-9]$/.test(text) ? Number(text) : null);

/** Reads the URL; what is senseless in it is left out, levels that stand the wrong way round are turned. */
export function readAchievementSearch(params: URLSearchParams): AchievementSearch {
  const [a, b] = [level(params.get('trlFrom')), level(params.get('trlTo'))];
  const isTurned = a !== null && b !== null && a > b;
  const words = (params.get('q') ?? '').trim().slice(0, 200);
  const sort = params.get('sort');
  return {
    words,
    isExact: words !== '' && params.get('exact') === '1',
    fields: narrowest(codes(params, 'field')),
    chains: codes(params, 'chain'),
    regions: codes(params, 'region'),
    modes: codes(params, 'mode'),
    rights: codes(params, 'right'),
    prices: codes(params, 'price'),
    trlFrom: isTurned ? b : a,
    trlTo: isTurned ? a : b,
    payLater: params.get('payLater') === '1',
    listed: params.get('listed') === '1',
    provincial: params.get('provincial') === '1',
    org: uuid.exec(params.get('org') ?? '')?.[0] ?? null,
    sort: sort === 'confirmed' || sort === 'trl' || sort === 'price' ? sort : words === '' ? 'confirmed' : 'relevance',
    page: Math.min(lastPage, Math.max(1, Number(/^\d{1,4}$/.exec(params.get('page') ?? '')?.[0] ?? 1))),
  };
}

/** The URL of a search; what is default is left out, so that the same list has one address. */
export function achievementSearchTo(search: AchievementSearch, change: Partial<AchievementSearch> = {}): string {
  const next = { ...search, page: 1, ...change };
  const params = new URLSearchParams();
  if (next.words) params.set('q', next.words);
  if (next.words && next.isExact) params.set('exact', '1');
  for (const code of next.fields) params.append('field', code);
  for (const code of next.chains) params.append('chain', code);
  for (const code of next.regions) params.append('region', code);
  for (const code of next.modes) params.append('mode', code);
  for (const code of next.rights) params.append('right', code);
  for (const code of next.prices) params.append('price', code);
  if (next.trlFrom !== null) params.set('trlFrom', String(next.trlFrom));
  if (next.trlTo !== null) params.set('trlTo', String(next.trlTo));
  if (next.payLater) params.set('payLater', '1');
  if (next.listed) params.set('listed', '1');
  if (next.provincial) params.set('provincial', '1');
  if (next.org !== null) params.set('org', next.org);
  if (next.sort !== (next.words ? 'relevance' : 'confirmed')) params.set('sort', next.sort);
  if (next.page > 1) params.set('page', String(next.page));
  const query = params.toString();
  return query === '' ? '/achievements' : `/achievements?${query}`;
}

/** What stands behind the question mark of a search, with nothing in it that the list does not know. */
export const queryOf = (query: string): string =>
  achievementSearchTo(readAchievementSearch(new URLSearchParams(query))).split('?')[1] ?? '';
