import { expect, test } from 'vitest';
import type { OfferedFacts, WantedFacts } from './match-fit.ts';
import { levelOf, rank, type RankCandidate } from './matching.ts';

const demand: WantedFacts = {
  orgId: 'enterprise',
  fields: ['24.1'],
  chains: [],
  regionCode: '621102',
  wantedTrlMin: 6,
  wantedTrlMax: 9,
  budgetMinFen: null,
  budgetMaxFen: null,
  cooperation: [],
  acceptPayLater: true,
  ipRequirement: null,
};
const silent: OfferedFacts = {
  orgId: 'university',
  fields: [],
  chains: [],
  regionCode: '',
  trl: null,
  payLater: false,
  modes: [],
  priceKind: 'negotiable',
  priceMinFen: null,
  priceMaxFen: null,
  ipStatuses: [],
};
const fitting: OfferedFacts = { ...silent, fields: ['24.1'], trl: 7, regionCode: '621102' };
const unfitting: OfferedFacts = { ...silent, fields: ['18.1'], trl: 1, regionCode: '440300' };

const weights = {
  keyTerms: [
    { term: '淀粉', share: 0.5, isKnown: true },
    { term: '蛋白', share: 0.3, isKnown: true },
    { term: '絮凝', share: 0.2, isKnown: true },
  ],
};
const held = (...terms: string[]) => terms.map((term) => ({ term }));
const candidate = (id: string, given: Partial<RankCandidate> = {}): RankCandidate => ({
  id,
  versionN: 1,
  score: 10,
  pairScore: 4,
  terms: held('淀粉', '蛋白'),
  facts: silent,
  ...given,
});
const order = (...candidates: RankCandidate[]) => rank(demand, weights, candidates).map(({ id }) => id);

test('of equal texts the better fit comes first, the silent one between', () => {
  const list = [candidate('bad', { facts: unfitting }), candidate('silent'), candidate('good', { facts: fitting })];
  expect(order(...list)).toEqual(['good', 'silent', 'bad']);
});

test('no fit lifts an irrelevant text', () => {
  const relevant = candidate('relevant', { facts: unfitting });
  const beside = candidate('beside', { score: 1, pairScore: 0, terms: held('絮凝'), facts: fitting });
  expect(order(beside, relevant)).toEqual(['relevant', 'beside']);
});

test('the reasons name shared and missing terms, coverage and all factors', () => {
  const [match] = rank(demand, weights, [candidate('a', { versionN: 3, facts: fitting })]);
  expect(match).toMatchObject({ id: 'a', versionN: 3, rank: 1, level: 'strong' });
  expect(match?.reasons.terms).toEqual([
    { term: '淀粉', sharePpm: 500_000 },
    { term: '蛋白', sharePpm: 300_000 },
  ]);
  expect(match?.reasons).toMatchObject({ coveragePpm: 800_000, missingTerms: ['絮凝'], schemaVersion: 1 });
  expect(match?.reasons.factors.map(({ factor }) => factor)).toEqual([
    'field',
    'trl',
    'price',
    'region',
    'mode',
    'ip',
    'freshness',
  ]);
  // text .4 + .4 + .2 × .8 = .96, fit 1
  expect(match?.reasons.textPpm).toBe(960_000);
  expect(match?.scorePpm).toBe(960_000);
});

test('a score is text × (.7 + .3 fit); without any known fact the fit is neutral', () => {
  const [match] = rank(demand, weights, [candidate('a')]);
  expect(match?.reasons.fitPpm).toBeNull();
  expect(match?.scorePpm).toBe(816_000);
});

test('a level says what is covered, not who is best of a bad list', () => {
  const [best] = rank(demand, weights, [candidate('a', { terms: held('絮凝'), score: 0.1, pairScore: 0.1 })]);
  expect(best?.level).toBe('weak');
  expect(levelOf(0.9, 1)).toBe('weak');
  expect(levelOf(0.45, 2)).toBe('strong');
  expect(levelOf(0.2, 2)).toBe('possible');
  expect(levelOf(0.19, 9)).toBe('weak');
});

test('the own achievements and disputed rights are never proposed', () => {
  const own = candidate('own', { facts: { ...fitting, orgId: 'enterprise' } });
  const disputed = candidate('disputed', { facts: { ...fitting, ipStatuses: ['disputed'] } });
  expect(order(own, disputed, candidate('open'))).toEqual(['open']);
});

test('equal matches always stand in the same order', () => {
  expect(order(candidate('b'), candidate('a'))).toEqual(['a', 'b']);
  expect(order(candidate('a'), candidate('b'))).toEqual(['a', 'b']);
});

test('numbers and function words are neither listed nor counted as key terms', () => {
  const asked = {
    keyTerms: [
      { term: '1.5%', share: 0.3, isKnown: true },
      { term: '希望', share: 0.2, isKnown: true },
      { term: '淀粉', share: 0.25, isKnown: true },
      { term: '52', share: 0.15, isKnown: false },
      { term: '蛋白', share: 0.1, isKnown: true },
    ],
  };
  const [match] = rank(demand, asked, [candidate('a', { terms: held('1.5%', '希望', '淀粉') })]);
  expect(match?.reasons.terms.map(({ term }) => term)).toEqual(['淀粉']);
  expect(match?.reasons.missingTerms).toEqual(['蛋白']);
  expect(match?.reasons.coveragePpm).toBe(714_286);
});

test('only the first ones are told why', () => {
  const list = ['d', 'c', 'b', 'a'].map((id, at) => candidate(id, { score: 10 - at }));
  expect(rank(demand, weights, list, undefined, 2)).toEqual(rank(demand, weights, list).slice(0, 2));
});
