import { expect, test } from 'vitest';
import { type SetOffClaim, setOffClaims, setOffIn } from './deposit-set-off.ts';

const claim = (id: string, given: Partial<SetOffClaim>): SetOffClaim => ({
  id,
  kind: 'milestone',
  label: id,
  payableFen: 80_000_000n,
  dueOn: '2026-12-24',
  isContested: false,
  ...given,
});
const late = claim('late', {});
const early = claim('early', { dueOn: '2026-12-10' });
const royalty = claim('royalty', { kind: 'royalty', dueOn: '2026-12-01' });
const penalty = claim('penalty', { kind: 'interest', dueOn: '2026-11-30' });
const paid = claim('paid', { payableFen: 0n, dueOn: '2026-11-29' });
const contested = claim('contested', { isContested: true, dueOn: '2026-11-28' });
const back = claim('back', { kind: 'credit_return' });
const all = [late, early, royalty, penalty, paid, contested, back];
const of = (claims: SetOffClaim[], obligationId: string | null, depositFen = 6_000_000n) =>
  setOffIn(claims, { obligationId, depositFen });

test('a deposit counts on what is still to be paid of the price, never on a penalty or a repayment', () => {
  expect(setOffClaims(all)).toEqual([contested, royalty, early, late]);
});

test('unless a claim is named it is the earliest fixed sum that nobody contests', () => {
  expect(of(all, null)).toEqual({ claim: early });
  expect(of(all, 'royalty')).toEqual({ claim: royalty });
  for (const id of ['penalty', 'paid', 'back', 'elsewhere']) expect(of(all, id)).toHaveProperty('says');
  expect(of([royalty, paid, contested], null)).toHaveProperty('says');
});

test('counts whole or not at all', () => {
  const small = claim('首期', { payableFen: 4_000_000n, dueOn: '2026-12-01' });
  expect(of([small, late], null)).toEqual({ says: expect.stringContaining('“首期”还要付 ¥40,000.00') as string });
  expect(of([small, late], 'late')).toEqual({ claim: late });
  expect(of([small], null, 4_000_000n)).toEqual({ claim: small });
});
