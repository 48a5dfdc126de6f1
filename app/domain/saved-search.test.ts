import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAchievementSearch } from './achievement-search.ts';
import { anchorOf, anchorsOf, isNewsFor, isOpenQuery, type PercolatedRecord, savedQueryOf } from './saved-search.ts';

const query = (search: string, terms: [string, number][] = []) =>
  savedQueryOf(
    readAchievementSearch(new URLSearchParams(search)),
    terms.map(([term, share]) => ({ term, share })),
  );
const university = '0197a000-0000-7000-8000-000000000001';
const record = (given: Partial<PercolatedRecord> = {}): PercolatedRecord => ({
  terms: new Set(['马铃薯', '淀粉', '蛋白']),
  fields: ['24.1'],
  chains: ['S002-03'],
  regionCode: '621102',
  modes: ['LIC_NON'],
  trl: 7,
  payLater: true,
  rights: ['invention'],
  isListed: true,
  isProvincial: false,
  priceKind: 'fixed',
  priceMinFen: '30000000',
  priceMaxFen: '30000000',
  orgId: university,
  ...given,
});

test('a search hangs on its rarest term, else on its narrowest filter', () => {
  expect(
    anchorOf(
      query('q=x&field=24', [
        ['蛋白', 0.7],
        ['淀粉', 0.3],
      ]),
    ),
  ).toBe('term:蛋白');
  expect(anchorOf(query('field=24&region=620000'))).toBe('field:24');
  expect(anchorOf(query('field=24&field=25&region=620000'))).toBe('any:field');
  expect(anchorOf(query('payLater=1'))).toBe('payLater');
  expect(anchorOf(query('trlFrom=6'))).toBe('any:trl');
  expect(anchorOf(query(`field=24&org=${university}`))).toBe(`org:${university}`);
});

test('the rarest term must be there, and most of the weight', () => {
  const words = query('q=x', [
    ['蛋白', 0.5],
    ['淀粉', 0.3],
    ['絮凝', 0.2],
  ]);
  expect(isNewsFor(words, record())).toBe(true);
  expect(isNewsFor(words, record({ terms: new Set(['蛋白']) }))).toBe(false);
  expect(isNewsFor(words, record({ terms: new Set(['淀粉', '絮凝']) }))).toBe(false);
});

test('filters hold as in the list: a field covers its items, a 市州 its counties, a level that is not stated is none', () => {
  expect(isNewsFor(query('field=24'), record())).toBe(true);
  expect(isNewsFor(query('field=24.2'), record())).toBe(false);
  expect(isNewsFor(query('region=621100'), record())).toBe(true);
  expect(isNewsFor(query('region=620100'), record())).toBe(false);
  expect(isNewsFor(query('trlFrom=6'), record({ trl: null }))).toBe(false);
  expect(isNewsFor(query('trlFrom=6&trlTo=7'), record())).toBe(true);
  expect(isNewsFor(query('payLater=1'), record({ payLater: false }))).toBe(false);
  expect(isNewsFor(query('mode=ASSIGN'), record())).toBe(false);
  expect(isNewsFor(query(`org=${university}`), record())).toBe(true);
  expect(isNewsFor(query(`org=${university}`), record({ orgId: university.replace(/1$/, '2') }))).toBe(false);
});

test('a search for everything is told apart', () => {
  expect(isOpenQuery(query('sort=trl'))).toBe(true);
  expect(isOpenQuery(query('payLater=1'))).toBe(false);
  expect(isOpenQuery(query(`org=${university}`))).toBe(false);
});

test('kinds of rights, bands of price and marks are asked too, and a search from before they could be asks for none', () => {
  expect(isNewsFor(query('right=software'), record())).toBe(false);
  expect(isNewsFor(query('right=invention&price=to50&listed=1'), record())).toBe(true);
  expect(isNewsFor(query('price=open'), record())).toBe(false);
  expect(isNewsFor(query('provincial=1'), record())).toBe(false);
  const { rights: _rights, prices: _prices, listed: _listed, provincial: _provincial, ...old } = query('field=24');
  expect(isNewsFor(old, record())).toBe(true);
  expect(isOpenQuery(query('provincial=1'))).toBe(false);
});

test('whatever is news for a search is found by its anchor', () => {
  const codes = (...all: string[]) => fc.subarray(all);
  const word = fc.constantFrom('马铃薯', '淀粉', '蛋白', '絮凝');
  fc.assert(
    fc.property(
      codes('24', '24.1', '25'),
      codes('S002-03', 'S001-01'),
      codes('620000', '621100', '621102'),
      codes('LIC_NON', 'ASSIGN'),
      fc.uniqueArray(word, { maxLength: 3 }),
      fc.boolean(),
      fc.option(fc.integer({ min: 1, max: 9 })),
      fc.record({ rights: codes('invention', 'software'), prices: codes('to50', 'open') }),
      fc.record({ listed: fc.boolean(), provincial: fc.boolean() }),
      fc.record({ payLater: fc.boolean(), isProvincial: fc.boolean(), trl: fc.option(fc.integer({ min: 1, max: 9 })) }),
      (fields, chains, regions, modes, words, payLater, trlFrom, coded, marks, given) => {
        const asked = {
          ...query(
            '',
            words.map((one) => [one, 1 / words.length]),
          ),
          fields,
          chains,
          regions,
          modes,
          payLater,
          trlFrom,
          ...coded,
          ...marks,
        };
        if (isNewsFor(asked, record(given))) expect(anchorsOf(record(given))).toContain(anchorOf(asked));
      },
    ),
  );
});
