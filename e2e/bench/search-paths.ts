import type { RankCandidate } from '#app/domain/matching.ts';
import type { WantedFacts } from '#app/domain/match-fit.ts';
import { bodyOf } from '#search/documents.ts';
import type { MatchAnswer } from '#search/engine.ts';

/** A demand that states no facts: the text alone decides. */
export const noFacts: WantedFacts = {
  orgId: '00000000-0000-7000-8000-000999999999',
  fields: [],
  chains: [],
  regionCode: '',
  wantedTrlMin: null,
  wantedTrlMax: null,
  budgetMinFen: null,
  budgetMaxFen: null,
  cooperation: [],
  acceptPayLater: false,
  ipRequirement: null,
};

/** What the engine proposes, as the rules take it. */
export const candidatesOf = ({ candidates }: MatchAnswer): RankCandidate[] =>
  candidates.map(({ document, score, terms }) => ({
    id: document.id,
    versionN: document.versionN,
    score,
    foundTerms: terms.map(({ term }) => term),
    title: document.title,
    body: bodyOf(document),
    facts: document,
  }));
