import { expect, test } from 'vitest';
import { buyOutQuote } from './buy-out-quote.ts';
import type { ContractFact } from './compute-facts.ts';
import { signed, sold, someTerms, yuan } from './compute-for-tests.ts';
import { computeContract } from './compute-contract.ts';
import type { RoyaltyTerms } from './contract.ts';

const today = '2026-08-10';
const facts: ContractFact[] = [
  signed('2026-01-01'),
  { kind: 'delivered', on: '2026-01-01' },
  sold('2026Q1', '2026-04-10', 1_000_000),
];
const quote = (royalty: Partial<RoyaltyTerms> = {}, more: ContractFact[] = [], raised = 30_000) => {
  const buyOut = { priceFen: yuan(200_000), creditsRoyalties: true };
  const terms = someTerms({}, { period: 'quarter', deductions: [], capFen: null, buyOut, ...royalty });
  const booked = { raisedFen: yuan(raised), creditedFen: 0n };
  const own = { ...terms, royalty: terms.royalty! };
  const found = buyOutQuote(own, [...facts, ...more], today, { booked, reported: new Set(['2026Q1']) });
  // What the auditors' command charges for it on the same facts.
  const computed = computeContract(terms, [...facts, ...more, { kind: 'buy_out', on: today }], { asOf: today });
  const claim = computed.obligations.find(({ kind }) => kind === 'buy_out');
  return { found, claimedFen: claim?.amountFen };
};

test('the price less what was charged, paid or not, with its steps and its days', () => {
  const { found, claimedFen } = quote();
  expect(found).toMatchObject({ dueFen: yuan(170_000), lastOn: '2026-08-09', dueOn: '2026-09-09' });
  expect(claimedFen).toBe(yuan(170_000));
  expect(found?.steps).toEqual(['买断价 200,000.00', '此前提成抵入买断价 30,000.00']);
  expect(found?.owed.periods.map(({ key, endOn }) => [key, endOn])).toEqual([
    ['2026Q2', '2026-06-30'],
    ['2026Q3', '2026-08-09'],
  ]);
});

test('where nothing is credited it is the price; where all is, nothing', () => {
  const whole = quote({ buyOut: { priceFen: yuan(200_000), creditsRoyalties: false } });
  expect([whole.found?.dueFen, whole.claimedFen]).toEqual([yuan(200_000), yuan(200_000)]);
  expect(whole.found?.steps).toEqual(['买断价 200,000.00']);
  const covered = quote({ buyOut: { priceFen: yuan(25_000), creditsRoyalties: true } });
  expect(covered.found?.dueFen).toBe(0n);
  expect(covered.found?.steps).toEqual(['买断价 25,000.00', '此前提成抵入买断价 25,000.00']);
});

test('no more than the cap leaves, and the steps say so', () => {
  const { found, claimedFen } = quote({ capFen: yuan(190_000) });
  expect(found?.dueFen).toBe(yuan(160_000));
  expect(claimedFen).toBe(yuan(160_000));
  expect(found?.steps.at(-1)).toBe('合同累计封顶 190,000.00，超出的 10,000.00 不计');
});

test('none where none is agreed or it was declared already', () => {
  expect(quote({ buyOut: undefined } as unknown as Partial<RoyaltyTerms>).found).toBeNull();
  expect(quote({}, [{ kind: 'buy_out', on: '2026-07-01' }]).found).toBeNull();
});
