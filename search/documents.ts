import { type AchievementData, priceBounds } from '#app/domain/achievement-data.ts';
import type { DemandData } from '#app/domain/demand-data.ts';
import type { SearchDocument } from './engine.ts';
import { searchedFields } from './settings.ts';
import { cutForIndex } from './text.ts';

/** An achievement's head row, its current version and its organisation, as the search reads them. */
export interface AchievementSource {
  readonly id: string;
  readonly no: string;
  readonly versionN: number;
  readonly data: AchievementData;
  readonly orgId: string;
  readonly orgName: string;
  readonly isSample: boolean;
  readonly isListed: boolean;
  readonly publishedOn: string;
  readonly confirmedOn: string | null;
}

export interface DemandSource {
  readonly id: string;
  readonly no: string;
  readonly versionN: number;
  readonly data: DemandData;
  readonly orgId: string;
  readonly orgName: string;
  readonly isSample: boolean;
  readonly publishedOn: string;
}

/** What an anonymous demand shows in place of its enterprise. */
export const hiddenOrg = { id: '00000000-0000-0000-0000-000000000000', name: '' } as const;

export function achievementDocument(source: AchievementSource): SearchDocument {
  const { data } = source;
  const bounds = priceBounds(data.price);
  return {
    id: source.id,
    kind: 'achievement',
    versionN: source.versionN,
    no: source.no,
    title: data.name,
    problem: data.problem,
    solution: data.solution,
    summary: data.abstract,
    keywords: data.keywords,
    terms: data.searchTerms,
    orgId: source.orgId,
    orgName: source.orgName,
    isSample: source.isSample,
    fields: data.fields,
    chains: data.chains,
    regionCode: data.regionCode,
    trl: data.trl,
    trlBasis: data.trlBasis,
    payLater: data.price.kind === 'pay_later' || data.transferModes.includes('PAYLATER'),
    isListed: source.isListed,
    modes: data.transferModes,
    ipStatuses: [...new Set(data.ip.map((right) => right.status))],
    priceKind: data.price.kind,
    priceMinFen: bounds === null ? null : String(bounds.minFen),
    priceMaxFen: bounds === null || bounds.maxFen === null ? null : String(bounds.maxFen),
    royaltyPpm: data.price.kind === 'pay_later' ? data.price.royaltyPpm : null,
    confirmedOn: source.confirmedOn,
    publishedOn: source.publishedOn,
    validUntilOn: null,
  };
}

/** A demand is searched by what it asks for; its budget takes the place of the price. */
export function demandDocument(source: DemandSource): SearchDocument {
  const { data } = source;
  const org = data.confidentiality === 'anonymous' ? hiddenOrg : { id: source.orgId, name: source.orgName };
  return {
    id: source.id,
    kind: 'demand',
    versionN: source.versionN,
    no: source.no,
    title: data.title,
    problem: data.problem,
    solution: data.statusQuo,
    summary: data.summary,
    keywords: [],
    terms: data.metrics.map((metric) => metric.name),
    orgId: org.id,
    orgName: org.name,
    isSample: source.isSample,
    fields: data.fields,
    chains: data.chains,
    regionCode: data.regionCode,
    trl: data.wantedTrlMin ?? data.wantedTrlMax,
    trlBasis: null,
    payLater: data.acceptPayLater,
    isListed: false,
    modes: data.cooperation,
    ipStatuses: [],
    priceKind: data.budgetMinFen === null && data.budgetMaxFen === null ? 'negotiable' : 'range',
    priceMinFen: data.budgetMinFen,
    priceMaxFen: data.budgetMaxFen,
    royaltyPpm: null,
    confirmedOn: source.publishedOn,
    publishedOn: source.publishedOn,
    validUntilOn: data.validUntilOn,
  };
}

/** All that is said beside the title, for the second stage. */
export const bodyOf = (document: SearchDocument): string =>
  [...document.keywords, ...document.terms, document.problem, document.solution, document.summary].join('\n');

/** Terms of a document with how often each counts, a title's word twice. */
export function termsOf(document: SearchDocument): { counts: Map<string, number>; length: number } {
  const counts = new Map<string, number>();
  let length = 0;
  for (const { weight, of } of searchedFields) {
    for (const term of cutForIndex(of(document))) {
      counts.set(term, (counts.get(term) ?? 0) + weight);
      length += weight;
    }
  }
  return { counts, length };
}

/** PostgreSQL's text holds no U+0000, and JSON with half a surrogate pair is refused. */
export function cleanDocument(document: SearchDocument): SearchDocument {
  return JSON.parse(JSON.stringify(document), (_, value: unknown) =>
    typeof value === 'string' ? value.replace(/\0|[\uD800-\uDFFF]/gu, ' ') : value,
  ) as SearchDocument;
}
