import type { OfferedFacts } from '#app/domain/match-fit.ts';
import { textScores } from '#app/domain/match-text.ts';
import type { MatchAnswer, SearchDocument } from './engine.ts';
import { type KeyTerm, type Statistics, telling, weighedPairs } from './key-terms.ts';
import { AskedPairs } from './pair-list.ts';
import { idfOf } from './postings.ts';
import type { Synonyms } from './synonym-table.ts';
import { isStopWord } from './text.ts';

// The second stage of both engines: what the first one found by words is compared by pairs of characters.

/**
 * What is compared of a document: no text, and no document that somebody will see. Tens of thousands are kept, and replaced
 * with every question: three strings each, for what is made of them would be moved about by the collector again and again.
 */
export interface Compared {
  readonly id: string;
  /** JSON of `ComparedFacts`, or of the whole document where an older cutter cut it. */
  readonly said: string;
  /** See pair-list.ts. */
  readonly pairs: string;
}

/** As kept beside the document. */
export type ComparedFacts = OfferedFacts & { readonly versionN: number };

export const factsOf = (document: SearchDocument): ComparedFacts => ({
  versionN: document.versionN,
  orgId: document.orgId,
  fields: document.fields,
  chains: document.chains,
  regionCode: document.regionCode,
  trl: document.trl,
  payLater: document.payLater,
  modes: document.modes,
  priceKind: document.priceKind,
  priceMinFen: document.priceMinFen,
  priceMaxFen: document.priceMaxFen,
  ipStatuses: document.ipStatuses,
});

/** From a row's columns as they came. The bytes of an answer are let go of. */
export const comparedOf = (id: Buffer, facts: Buffer, pairs: Buffer): Compared => ({
  id: id.toString('latin1'),
  said: facts.toString(),
  pairs: pairs.toString('latin1'),
});

/** How many documents hold a pair, as far as that is counted. */
export type PairCount = ((pair: string) => number) | null;

const pairIdf =
  (counts: PairCount, docs: number) =>
  (pair: string): number =>
    counts === null ? 1 : idfOf(counts(pair), docs);

/** Text scores of what was found by typed words: words, pairs, and the share of what was asked that was found. */
export function typedScores(
  { words, synonyms, docs }: { readonly words: string; readonly synonyms: Synonyms; readonly docs: number },
  counts: PairCount,
  found: readonly { readonly wordScore: number; readonly coverage: number; readonly pairs: string }[],
): number[] {
  const factor = (term: string) => (isStopWord(term) ? 0.2 : 1);
  const asked = new AskedPairs(weighedPairs(words, synonyms, factor, pairIdf(counts, docs)));
  const scores = asked.scores(found.map(({ pairs }) => pairs));
  return textScores(found.map(({ wordScore, coverage }, at) => ({ wordScore, coverage, pairScore: scores[at]! })));
}

export interface MatchFound {
  readonly row: Compared;
  readonly score: number;
  /** Spellings found, the heaviest first, with the key term each stands for. */
  readonly terms: readonly { readonly asked: number; readonly weight: number }[];
}

/**
 * What a match answers, from what was found by its key terms.
 * @param known the key terms that were asked for: `terms` of what was found name them by their place
 */
export function matchAnswer(
  text: string,
  statistics: Statistics,
  { all, known }: { readonly all: readonly KeyTerm[]; readonly known: readonly KeyTerm[] },
  counts: PairCount,
  found: readonly MatchFound[],
): MatchAnswer {
  const factor = (term: string) => (isStopWord(term) ? 0.1 : telling(term, statistics));
  const pairs = weighedPairs(text, statistics.synonyms, factor, pairIdf(counts, statistics.docs));
  const scores = new AskedPairs(pairs).scores(found.map(({ row }) => row.pairs));
  return {
    candidates: found.map(({ row: { id, said }, score, terms }, at) => {
      const facts = JSON.parse(said) as ComparedFacts;
      // A synonym found counts as the key term itself, once, with the heavier of the two: the first.
      const shared = terms
        .filter(({ asked }, place) => !hasBefore(terms, place, asked))
        .map(({ asked, weight }) => ({ term: known[asked]!.term, weight }));
      return { id, versionN: facts.versionN, facts, score, pairScore: scores[at]!, terms: shared };
    }),
    keyTerms: all.map(({ term, share, isKnown }) => ({ term, share, isKnown })),
  };
}

function hasBefore(terms: MatchFound['terms'], place: number, asked: number): boolean {
  for (let at = 0; at < place; at += 1) if (terms[at]!.asked === asked) return true;
  return false;
}
