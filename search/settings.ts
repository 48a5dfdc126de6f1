import type { SearchDocument } from './engine.ts';

/** What is searched and with which weight: how often a field's words count. Both engines read it. */
export const searchedFields: readonly { readonly weight: number; readonly of: (document: SearchDocument) => string }[] =
  [
    { weight: 2, of: (document) => document.title },
    { weight: 2, of: (document) => document.keywords.join('\n') },
    { weight: 1, of: (document) => document.terms.join('\n') },
    { weight: 1, of: (document) => document.problem },
    { weight: 1, of: (document) => document.solution },
    { weight: 1, of: (document) => document.summary },
    { weight: 1, of: (document) => document.orgName },
    // Documents that an earlier release wrote name none.
    { weight: 1, of: ({ topics = [] }: Partial<SearchDocument>) => topics.join('\n') },
  ];

/** BM25 with weak length normalisation: titles alone and whole abstracts stand in one index. */
export const bm25 = { k1: 0.9, b: 0.4 } as const;

/**
 * A document is found when the terms it holds carry this share of the weight of those that decide: the heaviest of those
 * asked for. So many, because Meilisearch has to be asked for their combinations.
 */
export const foundShare = 0.3;
export const decidingTerms = 10;

/** So many best documents by words are ordered again by pairs of characters and coverage. */
export const rerankDepth = 200;

/** Terms of a typed query that count, heaviest first. */
export const maxQueryTerms = 32;

/** Terms of a whole text that a match asks for; more while there are too few texts of its kind to weigh words by. */
export const maxKeyTerms = { weighed: 24, unweighed: 32 } as const;
export const enoughToWeigh = 200;

/** Most documents that one answer lists. */
export const maxLimit = 100;

/** How far into the list a page may go. */
export const maxOffset = 10_000;

/**
 * Documents not yet in the postings that make a rebuild worth while: a share of all, within these bounds. An index that fills is
 * rebuilt when it has doubled, for each rebuild reads all of it.
 */
export const rebuildShare = 1;
export const rebuildLeast = 200;
export const rebuildMost = 20_000;
