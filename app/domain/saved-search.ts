import type { AchievementSearch } from './achievement-search.ts';
import { priceBandsOf } from './price-band.ts';

/** What a person searches for, in the shape that a newly published record is held against. */
export interface SavedQuery {
  readonly schemaVersion: 1;
  /** As typed. */
  readonly words: string;
  /** Key terms of the words with their share of the weight, heaviest first. */
  readonly terms: readonly { readonly term: string; readonly sharePpm: number }[];
  readonly fields: readonly string[];
  readonly chains: readonly string[];
  readonly regions: readonly string[];
  readonly modes: readonly string[];
  readonly trlFrom: number | null;
  readonly trlTo: number | null;
  readonly payLater: boolean;
  /** Missing in searches that were saved before one could ask for these. */
  readonly rights?: readonly string[];
  readonly prices?: readonly string[];
  readonly listed?: boolean;
  readonly provincial?: boolean;
  readonly org?: string | null;
}

/** What a record offers to the searches: codes, level, and every term it holds with the synonyms of each. */
export interface PercolatedRecord {
  readonly terms: ReadonlySet<string>;
  readonly fields: readonly string[];
  readonly chains: readonly string[];
  readonly regionCode: string;
  readonly modes: readonly string[];
  readonly trl: number | null;
  readonly payLater: boolean;
  readonly rights: readonly string[];
  readonly isListed: boolean;
  readonly isProvincial: boolean;
  readonly priceKind: string;
  readonly priceMinFen: string | null;
  readonly priceMaxFen: string | null;
  readonly orgId: string;
}

/** Most searches that one person keeps. */
export const maxSavedSearches = 50;
/** Most records that one person follows: as many as the list of them shows. */
export const maxFollows = 200;

/** A record is news for a search when it holds the rarest term and so much of the weight of all its terms. */
export const leastSharePpm = 600_000;

export const savedQueryOf = (
  search: AchievementSearch,
  terms: readonly { readonly term: string; readonly share: number }[],
): SavedQuery => ({
  schemaVersion: 1,
  words: search.words,
  terms: terms.map(({ term, share }) => ({ term, sharePpm: Math.round(share * 1_000_000) })),
  fields: search.fields,
  chains: search.chains,
  regions: search.regions,
  modes: search.modes,
  trlFrom: search.trlFrom,
  trlTo: search.trlTo,
  payLater: search.payLater,
  rights: search.rights,
  prices: search.prices,
  listed: search.listed,
  provincial: search.provincial,
  org: search.org,
});

/** True for a search that asks for nothing at all: everything published would be news. */
export const isOpenQuery = (query: SavedQuery): boolean =>
  query.terms.length === 0 &&
  [query.fields, query.chains, query.regions, query.modes, query.rights, query.prices].every(
    (codes) => !codes?.length,
  ) &&
  query.trlFrom === null &&
  query.trlTo === null &&
  !query.payLater &&
  !query.listed &&
  !query.provincial &&
  !query.org;

/**
 * What a search hangs on: its rarest term, else its narrowest filter. A published record asks only for the searches that
 * hang on something it holds, so that ten thousand saved searches cost it an index look-up and a few comparisons.
 * Several codes of one filter hang together on `any:` of that filter.
 */
export function anchorOf(query: SavedQuery): string {
  const [rarest] = query.terms;
  if (rarest !== undefined) return `term:${rarest.term}`;
  if (query.org) return `org:${query.org}`;
  for (const [name, codes] of [
    ['chain', query.chains],
    ['field', query.fields],
    ['region', query.regions],
    ['mode', query.modes],
    ['right', query.rights ?? []],
    ['price', query.prices ?? []],
  ] as const) {
    if (codes.length === 1) return `${name}:${codes[0] ?? ''}`;
    if (codes.length > 1) return `any:${name}`;
  }
  if (query.payLater) return 'payLater';
  if (query.provincial) return 'provincial';
  return query.listed ? 'listed' : 'any:trl';
}

/** Every anchor that a record answers to. */
export function anchorsOf(record: PercolatedRecord): string[] {
  const filters = [
    `org:${record.orgId}`,
    ...record.chains.map((code) => `chain:${code}`),
    ...record.fields.flatMap((code) => [code, code.split('.')[0] ?? code]).map((code) => `field:${code}`),
    ...regionsOver(record.regionCode).map((code) => `region:${code}`),
    ...record.modes.map((code) => `mode:${code}`),
    ...record.rights.map((code) => `right:${code}`),
    ...priceBandsOf(record).map((code) => `price:${code}`),
  ];
  const open = [
    'any:chain',
    'any:field',
    'any:region',
    'any:mode',
    'any:right',
    'any:price',
    'any:trl',
    ...(record.payLater ? ['payLater'] : []),
    ...(record.isListed ? ['listed'] : []),
    ...(record.isProvincial ? ['provincial'] : []),
  ];
  return [...new Set([...[...record.terms].map((term) => `term:${term}`), ...filters, ...open])];
}

/** True when a record is news for a search: all filters hold, the rarest term is there and enough of the others. */
export function isNewsFor(query: SavedQuery, record: PercolatedRecord): boolean {
  const any = (codes: readonly string[], held: readonly string[]) =>
    codes.length === 0 || codes.some((code) => held.includes(code));
  if (!any(query.chains, record.chains) || !any(query.modes, record.modes)) return false;
  if (!any(query.fields, [...record.fields, ...record.fields.map((code) => code.split('.')[0] ?? code)])) return false;
  if (!any(query.regions, regionsOver(record.regionCode))) return false;
  if (!any(query.rights ?? [], record.rights) || !any(query.prices ?? [], priceBandsOf(record))) return false;
  if (query.payLater && !record.payLater) return false;
  if ((query.listed && !record.isListed) || (query.provincial && !record.isProvincial)) return false;
  if (query.org && query.org !== record.orgId) return false;
  if (query.trlFrom !== null && (record.trl === null || record.trl < query.trlFrom)) return false;
  if (query.trlTo !== null && (record.trl === null || record.trl > query.trlTo)) return false;
  const [rarest] = query.terms;
  if (rarest === undefined) return true;
  if (!record.terms.has(rarest.term)) return false;
  const held = query.terms.reduce((sum, { term, sharePpm }) => sum + (record.terms.has(term) ? sharePpm : 0), 0);
  return held >= leastSharePpm;
}

/** The place itself, its 市州 and its province: '621102' → 621102, 621100, 620000. */
const regionsOver = (code: string): string[] =>
  /^\d{6}$/.test(code) ? [...new Set([code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`])] : [];
