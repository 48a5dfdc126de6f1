import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decidingOf } from '../weighing.server.ts';
import { anyCondition, conditionsOf, foundCondition, isOneOf, type WeighedTerm } from './filter.ts';

const word = (term: string, weight: number, ...synonyms: string[][]): WeighedTerm => ({
  spellings: [[term], ...synonyms],
  weight,
});

/** Does a document with these terms meet the condition? Reads the conditions that these functions write, no others. */
function meets(condition: string, terms: ReadonlySet<string>): boolean {
  const script = condition
    .replace(/(?:terms|id) IN \[([^\]]*)\]/g, (_, list: string) =>
      String([...list.matchAll(/"([^"]*)"/g)].some(([, term]) => terms.has(term!))),
    )
    .replaceAll(' AND ', ' && ')
    .replaceAll(' OR ', ' || ');
  expect(script).toMatch(/^(true|false|\(|\)| |&&|\|\|)*$/);
  return script.length > 0 && (new Function(`return ${script}`)() as boolean);
}

test('a term that alone suffices, or terms that make up the rest together', () => {
  const terms = [word('甲', 5), word('乙', 3), word('丙', 2)];
  expect(foundCondition(terms, 4)).toBe('(terms IN ["甲"] OR (terms IN ["乙"] AND terms IN ["丙"]))');
});

test('a synonym counts as the term; one of several words needs all of them', () => {
  const terms = [word('马铃薯', 2, ['洋芋'], ['脱毒', '薯'])];
  const condition = foundCondition(terms, 2);
  expect(meets(condition, new Set(['洋芋']))).toBe(true);
  expect(meets(condition, new Set(['脱毒']))).toBe(false);
  expect(meets(condition, new Set(['脱毒', '薯']))).toBe(true);
});

test('whatever the weights, it holds exactly for documents whose terms carry the needed weight', () => {
  const letters = [...'abcdefgh'];
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 100 }),
      fc.subarray(letters),
      (weights, share, held) => {
        const terms = weights.map((weight, at) => word(letters[at]!, weight));
        const need = Math.ceil((weights.reduce((sum, one) => sum + one, 0) * share) / 100);
        const has = weights.reduce((sum, one, at) => sum + (held.includes(letters[at]!) ? one : 0), 0);
        expect(meets(foundCondition(terms, need), new Set(held))).toBe(has >= need);
      },
    ),
  );
});

test('thirty terms stay a condition that a server reads', () => {
  const asked = Array.from({ length: 30 }, (_, at) => word(`t${at}`, 30 - at / 10));
  const { terms, least } = decidingOf(asked);
  expect(terms).toEqual(asked.slice(0, 10));
  expect(foundCondition(terms, least).length).toBeLessThan(20_000);
});

test('what cannot be a code is left out, so that no value ends its quotes', () => {
  expect(isOneOf('fields', ['17', '18"] OR id EXISTS OR fields IN ["', "a'b", 'a\\', 'x y', '\0', ''])).toBe(
    'fields IN ["17"]',
  );
  expect(isOneOf('fields', ['" OR 1 = 1'])).toBe('id IN []');
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 12 })), (values) => {
      const condition = isOneOf('fields', values);
      expect(condition === 'id IN []' || /^fields IN \["[^"\\]+"(, "[^"\\]+")*\]$/.test(condition)).toBe(true);
    }),
  );
});

test('each facet has a condition of its own', () => {
  expect(conditionsOf({ rights: ['invention'], prices: ['to10', 'open'], listed: true, provincial: true })).toEqual({
    rights: 'rights IN ["invention"]',
    prices: 'prices IN ["to10", "open"]',
    listed: 'listed = true',
    provincial: 'provincial = true',
  });
  expect(
    conditionsOf({ fields: ['17'], chains: [], regions: ['620100'], trlMin: 5, payLater: false, orgId: 'o1' }),
  ).toEqual({
    fields: 'fields IN ["17"]',
    regions: 'regions IN ["620100"]',
    trl: 'trl 5 TO 9',
    payLater: 'payLater = false',
    other: 'orgId IN ["o1"]',
  });
  expect(conditionsOf({})).toEqual({});
  expect(conditionsOf({ trlMax: Number.NaN }).trl).toBe('trl 0 TO 9');
});

test('any of no terms is nothing', () => {
  expect(anyCondition([])).toBe('id IN []');
  expect(anyCondition([word('甲', 1), word('乙', 1)])).toBe('terms IN ["甲", "乙"]');
});
