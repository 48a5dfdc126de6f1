import type { WantedFacts } from '#app/domain/match-fit.ts';

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
