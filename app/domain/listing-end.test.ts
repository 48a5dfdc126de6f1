import { expect, test } from 'vitest';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { afterContract, burdensSale, endsTrade, givenOf, performsSale, sellsWhole } from './listing-end.ts';

test('an assignment or an exclusive licence ends a listing, other licences ask, work to order leaves it', () => {
  const licence = (licenceKind: 'non_exclusive' | 'sole' | 'exclusive') =>
    (['pay_later', 'licence'] as const).map((kind) => afterContract({ kind, licenceKind }));
  expect(licence('exclusive')).toEqual(['ends', 'ends']);
  expect(licence('sole')).toEqual(['asks', 'asks']);
  expect(licence('non_exclusive')).toEqual(['asks', 'asks']);
  expect(afterContract({ kind: 'transfer', licenceKind: 'non_exclusive' })).toBe('ends');
  expect(afterContract({ licenceKind: 'exclusive' })).toBe('ends');
  for (const kind of ['development', 'consulting', 'service'] as const) {
    expect(afterContract({ kind, licenceKind: 'exclusive' })).toBe('stays');
  }
});

test('what is signed ends a trade once: with the last of the right, not with a change of what is gone', () => {
  const exclusive = { kind: 'licence', licenceKind: 'exclusive' } as const;
  const usual = { kind: 'licence', licenceKind: 'non_exclusive' } as const;
  expect(endsTrade(exclusive, null)).toBe(true);
  expect(endsTrade(exclusive, usual)).toBe(true);
  expect(endsTrade(exclusive, exclusive)).toBe(false);
  expect(endsTrade({ kind: 'transfer', licenceKind: 'exclusive' }, exclusive)).toBe(false);
  expect(endsTrade(usual, null)).toBe(false);
});

test('what whoever buys the whole would find on it is not signed while it is sold; beside a sale of licences it is', () => {
  const usual = soundTerms({ kind: 'licence', licenceKind: 'non_exclusive' });
  expect(burdensSale(usual, null, ['ASSIGN'])).toBe(true);
  expect(burdensSale({ ...usual, licenceKind: 'sole' }, null, ['LIC_EXC'])).toBe(true);
  expect(burdensSale(usual, null, ['LIC_NON', 'PAYLATER'])).toBe(false);
  expect(burdensSale({ ...usual, licenceKind: 'exclusive' }, null, ['LIC_NON'])).toBe(true);
  expect(burdensSale({ ...usual, milestones: [] }, usual, ['ASSIGN'])).toBe(false);
  expect(burdensSale({ ...usual, territory: '全球' }, usual, ['ASSIGN'])).toBe(true);
  expect(burdensSale({ ...usual, kind: 'service' }, null, ['ASSIGN'])).toBe(false);
});

test('a contract is what was sold where it gives as much, for at least the price', () => {
  const [part] = soundTerms().milestones;
  const of = (given: Partial<ReturnType<typeof soundTerms>>, amountFen = 80_000_000n) =>
    soundTerms({ ...given, milestones: [{ ...part!, amountFen }] });
  const whole = { modes: ['ASSIGN'], priceFen: 80_000_000n };
  expect(performsSale(of({ kind: 'transfer' }), whole)).toBe(true);
  expect(performsSale(of({ kind: 'transfer' }, 79_999_999n), whole)).toBe(false);
  expect(performsSale(of({ kind: 'licence', licenceKind: 'exclusive' }), whole)).toBe(false);
  expect(performsSale(of({ kind: 'service' }), { ...whole, modes: ['LIC_NON'] })).toBe(false);
  expect(performsSale(of({ licenceKind: 'sole' }), { ...whole, modes: ['LIC_NON', 'PAYLATER'] })).toBe(true);
  expect(performsSale(of({ licenceKind: 'non_exclusive' }), { ...whole, modes: ['ASSIGN', 'LIC_SOLE'] })).toBe(false);
});

test('only a sale of the right itself, or of a licence that shuts others out, leaves no room for another licensee', () => {
  expect(sellsWhole(['ASSIGN'])).toBe(true);
  expect(sellsWhole(['ASSIGN', 'LIC_EXC', 'LIC_SOLE'])).toBe(true);
  expect(sellsWhole(['LIC_EXC', 'LIC_NON'])).toBe(false);
  expect(sellsWhole([])).toBe(false);
});

test('of what was sold in one way that was given, of several one; a way that says nothing of the right leaves all open', () => {
  expect(givenOf(['ASSIGN'])).toEqual(['ASSIGN']);
  expect(givenOf(['LIC_NON', 'LIC_EXC'])).toEqual(['LIC_EXC', 'LIC_NON']);
  expect(givenOf(['EQUITY', 'LIC_NON'])).toEqual(['ASSIGN', 'LIC_EXC', 'LIC_SOLE', 'LIC_NON']);
});
