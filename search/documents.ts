import { isVague } from '#app/domain/advantage.ts';
import type { AchievementData } from '#app/domain/achievement-data.ts';
import type { DemandData } from '#app/domain/demand-data.ts';
import { type ConfirmedTrl, effectiveTrl } from '#app/domain/effective-trl.ts';
import { isClosedText, publicData } from '#app/domain/public-data.ts';
import { type ListedTerms, offeredPrice } from '#app/domain/offered-price.ts';
import { readPatentNumber } from '#app/domain/patent-number.ts';
import { storableText } from '#app/domain/storable-text.ts';
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
  /** Named by the province as what came out of one of its projects. */
  readonly isOfProject: boolean;
  /** Numbers of patents it rests on beside those that its text names. */
  readonly patents: readonly string[];
  /** The terms on which it is listed now; they stand before those of its text. */
  readonly listing: (ListedTerms & { readonly isPayLater: boolean; readonly modes: readonly string[] }) | null;
  readonly publishedOn: string;
  readonly confirmedOn: string | null;
  readonly topics: readonly string[];
  /** The readiness level that somebody confirmed; it stands before the claimed one. */
  readonly confirmedTrl: ConfirmedTrl | null;
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
  readonly topics: readonly string[];
}

/** What an anonymous demand shows in place of its enterprise. */
export const hiddenOrg = { id: '00000000-0000-0000-0000-000000000000', name: '' } as const;

export function achievementDocument(source: AchievementSource): SearchDocument {
  const { data, listing } = source;
  // Nobody finds a record by words that its page does not show everybody: one index answers all readers, and a hit, its snippet,
  // a suggestion or a match would tell of the rest. Of 摘要公开 that is the summary, also to those who may read more.
  const shown = publicData(data, { isSignedIn: false });
  const trl = effectiveTrl(data.trl, source.confirmedTrl);
  return {
    id: source.id,
    kind: 'achievement',
    versionN: source.versionN,
    no: source.no,
    title: data.name,
    problem: data.problem,
    solution: shown.solution,
    summary: shown.abstract,
    keywords: shown.keywords,
    // 检索词 are words by which the unit wants to be found (its form says so); of a closed text they would tell something.
    terms: isClosedText(data) ? [] : data.searchTerms,
    orgId: source.orgId,
    orgName: source.orgName,
    isSample: source.isSample,
    topics: source.topics,
    fields: data.fields,
    chains: data.chains,
    regionCode: data.regionCode,
    trl: trl.level,
    trlBasis: trl.basis,
    isVague: !isClosedText(data) && isVague(data.advantages),
    payLater: isPayLater(data, listing),
    isListed: source.isListed,
    modes: listing?.modes ?? data.transferModes,
    ipStatuses: [...new Set(data.ip.map((right) => right.status))],
    rights: [...new Set([...data.ip.map((right) => right.type), ...source.patents.flatMap(kindOfPatent)])],
    isProvincial:
      source.isOfProject ||
      data.source === 'provincial' ||
      (data.projects ?? []).some(({ level }) => level === 'provincial'),
    ...offeredPrice(data.price, listing),
    confirmedOn: source.confirmedOn,
    publishedOn: source.publishedOn,
    validUntilOn: null,
  };
}

/** By the listing where there is one: its price is the one that counts. */
const isPayLater = ({ price, transferModes }: AchievementData, listing: AchievementSource['listing']): boolean =>
  listing === null
    ? price.kind === 'pay_later' || transferModes.includes('PAYLATER')
    : listing.isPayLater || listing.modes.includes('PAYLATER');

const kindOfPatent = (number: string): string[] => {
  const read = readPatentNumber(number);
  return typeof read === 'string' || read.type === null ? [] : [read.type];
};

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
    topics: source.topics,
    fields: data.fields,
    chains: data.chains,
    regionCode: data.regionCode,
    trl: data.wantedTrlMin ?? data.wantedTrlMax,
    trlBasis: null,
    payLater: data.acceptPayLater,
    isListed: false,
    modes: data.cooperation,
    ipStatuses: [],
    rights: [],
    isProvincial: false,
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
export function termsOf(
  document: SearchDocument,
  indexed: (text: string) => readonly string[] = cutForIndex,
): { counts: Map<string, number>; length: number } {
  const counts = new Map<string, number>();
  let length = 0;
  for (const { weight, of } of searchedFields) {
    for (const term of indexed(of(document))) {
      counts.set(term, (counts.get(term) ?? 0) + weight);
      length += weight;
    }
  }
  return { counts, length };
}

/** What JSON writes of NUL and of half a surrogate pair: no other text has to be looked at. */
const unstorable = /\\u(?:0000|[dD][89a-fA-F])/;

export function cleanDocument(document: SearchDocument): SearchDocument {
  const json = JSON.stringify(document);
  return JSON.parse(
    json,
    unstorable.test(json)
      ? (_, value: unknown) => (typeof value === 'string' ? storableText(value) : value)
      : undefined,
  ) as SearchDocument;
}
