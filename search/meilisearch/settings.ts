import { createHash } from 'node:crypto';
import type { Settings } from 'meilisearch';
import { priceBandsOf } from '#app/domain/price-band.ts';
import { fieldCodes, regionCodes } from '../covering-codes.ts';
import type { SearchDocument } from '../engine.ts';
import { maxLimit, maxOffset } from '../settings.ts';
import { stopWords } from '../stop-words.ts';
import { cutterVersion } from '../text.ts';

/** Raise when documents are written otherwise for the same content. */
const documentVersion = 2;

/** Least version of the server: filters granted for single attributes. */
export const leastVersion = '1.14';

/** What Meilisearch holds of a document: words to find it by and codes to filter it by. Cards are read from the database. */
export interface RemoteDocument {
  readonly id: string;
  readonly title: string;
  readonly keywords: readonly string[];
  /** Terms by the platform's own cutter, those said most often first, each once. */
  readonly terms: readonly string[];
  readonly org: string;
  readonly fields: readonly string[];
  readonly chains: readonly string[];
  readonly modes: readonly string[];
  readonly regions: readonly string[];
  readonly trl: number | null;
  readonly payLater: boolean;
  readonly rights: readonly string[];
  readonly prices: readonly string[];
  readonly listed: boolean;
  readonly provincial: boolean;
  readonly orgId: string;
  /** Fen; a price beyond 2^53 fen sorts as that. */
  readonly price: number | null;
  /** Days as numbers, 20261121. */
  readonly confirmed: number | null;
  readonly published: number;
}

/** @param counts each term of the document with how often it counts */
export function remoteDocument(
  document: SearchDocument,
  counts: Iterable<readonly [term: string, count: number]>,
): RemoteDocument {
  const price = document.priceMinFen ?? document.priceMaxFen;
  return {
    id: document.id,
    title: document.title,
    keywords: document.keywords,
    terms: [...counts].sort(([, a], [, b]) => b - a).map(([term]) => term),
    org: document.orgName,
    fields: fieldCodes(document.fields),
    chains: document.chains,
    modes: document.modes,
    regions: regionCodes(document.regionCode),
    trl: document.trl,
    payLater: document.payLater,
    // Documents that an earlier release wrote have neither.
    rights: document.rights ?? [],
    prices: priceBandsOf(document),
    listed: document.isListed,
    provincial: document.isProvincial ?? false,
    orgId: document.orgId,
    price: price === null ? null : Number(price),
    confirmed: document.confirmedOn === null ? null : dayNumber(document.confirmedOn),
    published: dayNumber(document.publishedOn),
  };
}

const dayNumber = (day: string): number => Number(day.replaceAll('-', ''));

/** Words of the fields: groups of one meaning, and words that a general dictionary would cut. */
export interface Vocabulary {
  readonly synonyms: readonly (readonly string[])[];
  readonly words: readonly string[];
}

/** Settings of an index, the same for both kinds. They are written before the first document. */
export const remoteSettings = ({ synonyms, words }: Vocabulary): Settings => ({
  searchableAttributes: ['title', 'keywords', 'terms', 'org'],
  displayedAttributes: ['id'],
  filterableAttributes: [
    {
      attributePatterns: ['id', 'terms'],
      features: { facetSearch: false, filter: { equality: true, comparison: false } },
    },
    {
      attributePatterns: [
        'fields',
        'chains',
        'modes',
        'regions',
        'rights',
        'prices',
        'orgId',
        'payLater',
        'listed',
        'provincial',
      ],
      features: { facetSearch: false, filter: { equality: true, comparison: false } },
    },
    { attributePatterns: ['trl'], features: { facetSearch: false, filter: { equality: true, comparison: true } } },
  ],
  sortableAttributes: ['confirmed', 'published', 'id', 'trl', 'price'],
  rankingRules: ['words', 'typo', 'proximity', 'attribute', 'sort', 'exactness'],
  localizedAttributes: [{ attributePatterns: ['*'], locales: ['cmn'] }],
  stopWords: [...stopWords].sort(),
  dictionary: [...new Set([...words, ...synonyms.flat()])].filter((word) => /^\p{Script=Han}{2,}$/u.test(word)).sort(),
  synonyms: Object.fromEntries(
    synonyms
      .flatMap((group) => group.map((word) => [word, group.filter((other) => other !== word)] as const))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  ),
  // Codes and formulas are asked for as they are written: al2o3 is not al2o.
  typoTolerance: { enabled: false },
  proximityPrecision: 'byAttribute',
  faceting: { maxValuesPerFacet: 5_000 },
  pagination: { maxTotalHits: maxOffset + maxLimit },
  searchCutoffMs: 500,
});

/** Changes with anything that makes an index that was built before a wrong one. */
export const settingsHash = (settings: Settings): string =>
  createHash('sha256')
    .update(JSON.stringify([documentVersion, cutterVersion, settings]))
    .digest('hex')
    .slice(0, 32);
