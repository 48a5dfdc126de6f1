import { expect, test } from 'vitest';
import { milestonesTotal } from './contract.ts';
import { forecast } from './forecast.ts';
import { readQuote } from './pay-later-quote.ts';

const quote = (query: string) => readQuote(new URLSearchParams(query));

test('unasked it shows an example that computes', () => {
  const { isAsked, terms, errors } = quote('');
  expect({ isAsked, errors, total: milestonesTotal(terms!) }).toEqual({
    isAsked: false,
    errors: {},
    total: 40_000_000n,
  });
});

test('3 % of 1,000 万元 with milestones of 40 万元: 30 万元 of royalty in the year, until the cap', () => {
  const { terms, salesFen } = quote('m1=40&rate=3&cap=60&trial=12&years=6&s1=1000&s2=1000');
  const result = forecast(terms!, { signedOn: '2026-01-01', yearlySalesFen: salesFen.slice(0, 2) });
  expect(result.rows.map((row) => row.royaltyFen)).toEqual([20_000_000n, 0n]);
  expect(result.totalFen).toBe(60_000_000n);
});

test('what cannot be read is named, and typed values stay', () => {
  const { terms, errors, values } = quote('m1=abc&rate=300&trial=1&years=0');
  expect(terms).toBeNull();
  expect(Object.keys(errors).sort()).toEqual(['m1', 'rate', 'trial', 'years']);
  expect(values.m1).toBe('abc');
});

test('a cap below the milestones and a contract that costs nothing are refused', () => {
  expect(quote('m1=50&rate=3&cap=40').errors.cap).toContain('50 万元');
  expect(quote('m1=&rate=').errors.m1).toBeDefined();
});

test('an empty trial or term is told, not filled in silently', () => {
  const quote = readQuote(new URLSearchParams('m1=8&rate=3&trial=&years='));
  expect(Object.keys(quote.errors)).toEqual(['trial', 'years']);
  expect(quote.terms).toBeNull();
});
