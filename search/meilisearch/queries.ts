import type { MultiSearchQuery } from 'meilisearch';
import type { SearchAnswer, SearchFilters, SearchRequest, SearchSort } from '../engine.ts';
import { conditionsOf, type Facet } from './filter.ts';
import type { Found } from './reader.server.ts';

export type Query = Omit<MultiSearchQuery, 'indexUid'>;

const facets: readonly Facet[] = [
  'fields',
  'regions',
  'chains',
  'modes',
  'rights',
  'prices',
  'trl',
  'payLater',
  'listed',
  'provincial',
];
export const tie = ['confirmed:desc', 'published:desc', 'id:desc'];
export const sorts: Record<SearchSort, readonly string[]> = {
  relevance: tie,
  confirmed: tie,
  trl: ['trl:desc', ...tie],
  price: ['price:asc', ...tie],
};

const noFacets = Object.fromEntries(facets.map((facet) => [facet, {}])) as SearchAnswer['facets'];
export const nothingFound: SearchAnswer = { hits: [], total: 0, facets: noFacets, orgs: {} };

export const conditions = (filters: SearchFilters, found: string | null, without?: Facet): string[] => [
  ...Object.entries(conditionsOf(filters)).flatMap(([facet, condition]) => (facet === without ? [] : [condition])),
  ...(found === null ? [] : [found]),
];

/** Everything that passes all filters, with the counts of the facets that none of them belongs to. */
export const counted = ({ filters, countsOrgs }: SearchRequest, found: string | null): Query => {
  const own = conditionsOf(filters);
  const asked: string[] = facets.filter((facet) => own[facet] === undefined);
  return { q: '', filter: conditions(filters, found), facets: countsOrgs ? [...asked, 'orgId'] : asked };
};

/** One question for each facet that is filtered by: its counts with its own filter left out. */
export const ownFilterLeftOut = (filters: SearchFilters, found: string | null): Query[] => {
  const own = conditionsOf(filters);
  return facets
    .filter((facet) => own[facet] !== undefined)
    .map((facet) => ({ q: '', filter: conditions(filters, found, facet), facets: [facet], limit: 0 }));
};

/** What was counted of all that is found. */
export function countsOf(list: Found, parts: readonly Found[]): Pick<SearchAnswer, 'facets' | 'orgs'> {
  const { orgId: orgs, ...own } = list.facets;
  const counts = Object.assign({ ...noFacets }, own, ...parts.map((part) => part.facets)) as SearchAnswer['facets'];
  return { facets: counts, ...(orgs && { orgs }) };
}
