import type { TrlBasis } from '#app/domain/effective-trl.ts';
import type { OfferedFacts } from '#app/domain/match-fit.ts';
import type { SearchKind } from '#app/domain/search-kind.ts';

/** What a card of a found achievement or demand shows: a search answers from its documents alone, with no second query. */
export interface SearchDocument {
  readonly id: string;
  readonly kind: SearchKind;
  /** Version of the row that these words come from. */
  readonly versionN: number;
  readonly no: string;
  readonly title: string;
  readonly problem: string;
  readonly solution: string;
  readonly summary: string;
  readonly keywords: readonly string[];
  readonly terms: readonly string[];
  readonly orgId: string;
  readonly orgName: string;
  readonly isSample: boolean;
  /** Names of its fields and chains and of what these lie in: it is found by them as by its own words. */
  readonly topics: readonly string[];
  readonly fields: readonly string[];
  readonly chains: readonly string[];
  readonly regionCode: string;
  readonly trl: number | null;
  readonly trlBasis: TrlBasis | null;
  readonly payLater: boolean;
  /** 缺少可比指标 (`isVague`); demands, and documents that an earlier release wrote, do not say. */
  readonly isVague?: boolean;
  readonly isListed: boolean;
  readonly modes: readonly string[];
  /** States of the rights that an achievement rests on. */
  readonly ipStatuses: readonly string[];
  /** Kinds of those rights. */
  readonly rights: readonly string[];
  /** Came out of a project that the province paid for. */
  readonly isProvincial: boolean;
  /** Price words and bounds; fen as decimal strings, null where open. */
  readonly priceKind: string;
  readonly priceMinFen: string | null;
  readonly priceMaxFen: string | null;
  readonly royaltyPpm: number | null;
  readonly confirmedOn: string | null;
  readonly publishedOn: string;
  /** Demands only: until when the demand stands. */
  readonly validUntilOn: string | null;
}

export type { SearchKind };

export interface SearchFilters {
  readonly fields?: readonly string[];
  readonly chains?: readonly string[];
  /** Codes of provinces, 市州 or counties; each covers what lies in it. A field (17) covers its items (17.2) likewise. */
  readonly regions?: readonly string[];
  readonly trlMin?: number;
  readonly trlMax?: number;
  readonly payLater?: boolean;
  readonly modes?: readonly string[];
  /** Kinds of rights, any of which it rests on. */
  readonly rights?: readonly string[];
  /** Bands of `priceBandsOf`. */
  readonly prices?: readonly string[];
  readonly listed?: true;
  readonly provincial?: true;
  readonly orgId?: string;
}

export const searchSorts = ['relevance', 'confirmed', 'trl', 'price'] as const;
export type SearchSort = (typeof searchSorts)[number];

export interface SearchRequest {
  readonly kind: SearchKind;
  /** What the person typed; empty lists everything. */
  readonly words: string;
  /** Only what was typed: no synonyms. */
  readonly isExact?: boolean;
  readonly filters: SearchFilters;
  readonly sort: SearchSort;
  readonly offset: number;
  readonly limit: number;
  /** Wants to know whose all that is found is. */
  readonly countsOrgs?: true;
}

export interface SearchHit {
  readonly document: SearchDocument;
  readonly score: number;
  /** Terms of the query found in this document, for the marks on the card. */
  readonly found: readonly string[];
}

export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  readonly total: number;
  /**
   * Counts by code for each facet, with the facet's own filter left out. A county counts for its 市州 and province too,
   * a field item for its field.
   */
  readonly facets: Readonly<
    Record<
      'fields' | 'regions' | 'chains' | 'modes' | 'rights' | 'prices' | 'trl' | 'payLater' | 'listed' | 'provincial',
      Readonly<Record<string, number>>
    >
  >;
  /** How many of all that is found each organisation has, by id; where that was asked for. */
  readonly orgs?: Readonly<Record<string, number>>;
  /** The same question with a wrong character or letter put right, where words of it stand nowhere; to be offered only. */
  readonly didYouMean?: string | null;
  /** Words of the question with the other words of one meaning that some record holds; asked for unless it was exact. */
  readonly synonyms?: readonly UsedSynonyms[];
}

export interface UsedSynonyms {
  readonly word: string;
  readonly others: readonly string[];
}

export interface SuggestRequest {
  readonly kind: SearchKind;
  /** What is typed so far: Chinese, letters of pinyin, initials. */
  readonly typed: string;
  readonly limit: number;
}

export interface Suggestion {
  readonly text: string;
  readonly kind: 'keyword' | 'organisation' | 'title';
}

export interface MatchRequest {
  readonly kind: SearchKind;
  /** The whole text of the other side, for example a demand's. */
  readonly text: string;
  readonly limit: number;
}

export interface MatchCandidate {
  readonly id: string;
  /** Version of the row whose words were compared. */
  readonly versionN: number;
  /** What is compared beside the text. */
  readonly facts: OfferedFacts;
  /** Weight of each shared key term in this document's score. */
  readonly terms: readonly { readonly term: string; readonly weight: number }[];
  readonly score: number;
  /** By pairs of neighbouring characters, for the pure second stage. */
  readonly pairScore: number;
}

export interface MatchAnswer {
  readonly candidates: readonly MatchCandidate[];
  /** Key terms of the text, heaviest first, with the share each has of the whole weight. */
  readonly keyTerms: readonly { readonly term: string; readonly share: number; readonly isKnown: boolean }[];
}

/** What every engine does: the embedded one in PostgreSQL, and Meilisearch with it as standby. One suite of tests holds both. */
export interface SearchEngine {
  readonly name: string;
  search(request: SearchRequest): Promise<SearchAnswer>;
  match(request: MatchRequest): Promise<MatchAnswer>;
  suggest(request: SuggestRequest): Promise<readonly Suggestion[]>;
  put(documents: readonly SearchDocument[]): Promise<void>;
  remove(kind: SearchKind, ids: readonly string[]): Promise<void>;
  /** Makes the index of a kind again from what the engine holds, while searches go on. */
  rebuild(kind: SearchKind, progress?: (done: number, of: number) => void): Promise<void>;
  healthy(): Promise<boolean>;
  /** Starts in the background what a second server has missed. */
  catchUp?(): void;
  /** For operators: which engine answers, and what is wrong with the other one. */
  status?(): Promise<Readonly<Record<string, unknown>>>;
  close?(): Promise<void>;
}
