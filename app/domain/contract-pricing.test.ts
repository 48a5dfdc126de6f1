import { expect, test } from 'vitest';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { type PriceResult, pricingOf, pricingWords } from './contract-pricing.ts';
import type { MilestoneTerms, PayLaterTerms } from './contract.ts';

const [usual] = soundTerms().milestones as [MilestoneTerms];
const stone: MilestoneTerms = { ...usual, trigger: 'signed', criteria: '', evidence: '' };
const result: PriceResult = {
  way: 'exchange',
  no: 'JY-2026-00003',
  endedOn: '2026-11-20',
  priceFen: 59_000_000n,
  achievementId: 'achievement',
  sellerOrgId: 'unit',
  buyerOrgId: 'company',
  modes: ['ASSIGN', 'LIC_NON'],
  noticeDays: null,
};
const of = (
  terms: Partial<PayLaterTerms> = {},
  { from = result, ...parties }: { from?: PriceResult; licenseeOrgId?: string; achievementId?: string } = {},
) =>
  pricingOf(from, {
    achievementId: 'achievement',
    licensorOrgId: 'unit',
    licenseeOrgId: 'company',
    ...parties,
    terms: soundTerms({
      kind: 'transfer',
      royalty: null,
      milestones: [
        { ...stone, amountFen: 19_000_000n },
        { ...stone, amountFen: 40_000_000n },
      ],
      ...terms,
    }),
  });

test('a contract of the winner at the price of the trade keeps how that price was found, in whatever parts it is paid', () => {
  expect(of()).toEqual({ way: 'exchange', result, departures: [] });
  expect(of({ kind: 'licence', licenceKind: 'non_exclusive' }).way).toBe('exchange');
  expect(pricingWords(of())).toBe('挂牌交易 JY-2026-00003 成交，成交价 59 万元');
});

test('another party, achievement, mode or price than those of the result is an agreed price', () => {
  expect(of({}, { licenseeOrgId: 'other' })).toMatchObject({ way: 'agreed', departures: ['party'] });
  expect(of({}, { achievementId: 'other' })).toMatchObject({ way: 'agreed', departures: ['object'] });
  expect(of({ kind: 'licence', licenceKind: 'exclusive' })).toMatchObject({ way: 'agreed', departures: ['mode'] });
  expect(of({ kind: 'service' }).departures).toContain('mode');
  const cheaper = of({ milestones: [{ ...stone, amountFen: 58_999_999n }] });
  expect(cheaper).toMatchObject({ way: 'agreed', departures: ['price'] });
  expect(pricingWords(cheaper)).toContain('合同的价款和成交结果不同');
  expect(of({ royalty: soundTerms().royalty })).toMatchObject({ way: 'agreed', departures: ['price'] });
});

test('a pay-later licence keeps to a result only where it was listed so', () => {
  const payLater = { kind: 'pay_later', licenceKind: 'non_exclusive' } as const;
  expect(of(payLater).departures).toEqual(['mode']);
});

test('a sum that need never be paid, or in many years, is not the one that was bid', () => {
  const paid = (given: Partial<MilestoneTerms>) =>
    of({ milestones: [{ ...stone, amountFen: 59_000_000n, ...given }] }).departures;
  expect(paid({ trigger: 'sales_reached', triggerFen: 1_000_000_000_000n })).toEqual(['payment']);
  expect(paid({ trigger: 'tech_validated', criteria: '连续运行 72 小时' })).toEqual(['payment']);
  expect(paid({ trigger: 'on_date', triggerOn: '2046-01-01' })).toEqual(['payment']);
  expect(paid({ payWithinDays: 3650 })).toEqual(['payment']);
  expect(paid({ trigger: 'on_date', triggerOn: '2027-06-30' })).toEqual([]);
  expect(paid({ trigger: 'rights_registered' })).toEqual([]);
  // As notices have it: half on signing, half once what was sold is handed over and accepted.
  expect(paid({ trigger: 'work_accepted', criteria: '资料齐全' })).toEqual([]);
  // Of a licence nothing is written over: that day may never come.
  const never = { ...stone, amountFen: 59_000_000n, trigger: 'rights_registered' } as const;
  const licence = { kind: 'licence', licenceKind: 'non_exclusive', milestones: [never] } as const;
  expect(of(licence, { from: { ...result, modes: ['LIC_NON'] } }).departures).toEqual(['payment']);
  const listed = { ...result, modes: ['PAYLATER', 'LIC_NON'] };
  const payLater = { kind: 'pay_later', licenceKind: 'non_exclusive' } as const;
  const milestones = [{ ...usual, amountFen: 59_000_000n }];
  expect(of({ ...payLater, milestones }, { from: listed }).way).toBe('exchange');
});

test('an auction of which nobody could read here for seven days found no price in public', () => {
  const auction = { ...result, way: 'auction', no: 'CJ-1' } as const;
  expect(of({}, { from: { ...auction, noticeDays: 7 } }).way).toBe('auction');
  const hidden = of({}, { from: { ...auction, noticeDays: -1 } });
  expect(hidden).toMatchObject({ way: 'agreed', departures: ['notice'] });
  expect(pricingWords(hidden)).toContain('公开不足 7 日');
});

test('without a trade or an auction the price is agreed', () => {
  expect(pricingOf(null, { achievementId: 'a', licensorOrgId: 'u', licenseeOrgId: 'c', terms: soundTerms() })).toEqual({
    way: 'agreed',
    result: null,
    departures: [],
  });
});
