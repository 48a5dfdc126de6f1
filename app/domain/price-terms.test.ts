import { expect, test } from 'vitest';
import { newTerms, type PayLaterTerms, type RateSchedule, type RoyaltyTerms } from './contract.ts';
import { royaltyClause } from './contract-payment-text.ts';
import { restartsPublicity } from './amendment-rules.ts';
import { priceTermsOf } from './price-terms.ts';

const milestone = {
  name: '中试完成',
  trigger: 'prototype_done' as const,
  triggerFen: null,
  triggerOn: null,
  criteria: '达标',
  evidence: '报告',
  amountFen: 30_000_000n,
  payWithinDays: 30,
  acceptWithinDays: 15,
};

test('the notice names every part of a pay-later price: entry fee zero, milestones, royalty, cap, trial', () => {
  const terms = { ...newTerms, milestones: [milestone], royalty: { ...newTerms.royalty!, capFen: 200_000_000n } };
  expect(priceTermsOf(terms)).toEqual([
    '入门费：0 元',
    '里程碑款：中试完成 30 万元（样机或中试完成；达标；30 天内付），合计 30 万元',
    '收入提成：按季度，以净销售额为基数，比例为 3%',
    '提成起算：自试用期届满的次日起',
    `提成的申报与付款：每期期末后 ${newTerms.royalty!.reportWithinDays} 天内申报，申报后 ${newTerms.royalty!.payWithinDays} 天内付`,
    '计提前可扣除：包装费、运输费、税金、广告费、商业折扣。扣除合计以当期毛额为限，超过的部分不形成贷项，也不结转。',
    '不约定最低提成。',
    '封顶：累计 200 万元',
    '试用期：12 个月；许可期限：5 年',
    '逾期付款：按逾期金额每日 0.05%支付违约金，累计不超过逾期金额的 20%',
  ]);
});

const tiers = [
  { fromFen: 0n, toFen: 1_000_000_000n, ratePpm: 30_000 },
  { fromFen: 1_000_000_000n, toFen: null, ratePpm: 20_000 },
];
const withRoyalty = (changed: Partial<RoyaltyTerms>): PayLaterTerms => ({
  ...newTerms,
  milestones: [milestone],
  royalty: { ...newTerms.royalty!, ...changed },
});

test('the absence of parts is said, not left out', () => {
  const said = priceTermsOf(newTerms);
  expect(said).toContain('里程碑款：无');
  expect(said).toContain('封顶：不设');
  expect(priceTermsOf({ ...newTerms, royalty: null })).toContain('不收收入提成');
});

test.each<[RateSchedule, string]>([
  [{ kind: 'tiered', tiers }, '比例按每期基数分段累进'],
  [{ kind: 'tiered', tiers, way: 'marginal' }, '比例按每期基数分段累进'],
  [{ kind: 'tiered', tiers, way: 'whole' }, '比例按每期基数所达到的档次全额适用，已计的从中扣除'],
  [{ kind: 'tiered', tiers, span: 'contract_year' }, '比例按每个合同年累计的基数分段累进'],
  [{ kind: 'tiered', tiers, span: 'contract' }, '比例按合同期内累计的基数分段累进'],
  [
    { kind: 'tiered', tiers, way: 'whole', span: 'contract' },
    '比例按合同期内累计的基数所达到的档次全额适用，已计的从中扣除',
  ],
])('tiers stand in the notice as in the contract: %o', (schedule, counted) => {
  const terms = withRoyalty({ schedule });
  const words = `${counted}：不超过 1,000 万元的部分 3%，超过 1,000 万元的部分 2%`;
  expect(priceTermsOf(terms)).toContain(`收入提成：按季度，以净销售额为基数，${words}`);
  expect(royaltyClause(terms, terms.royalty!)[0]).toContain(words);
});

const { deductionsWithin: _, ...unlimited } = newTerms.royalty!;
const withoutLimit: PayLaterTerms = { ...newTerms, milestones: [milestone], royalty: unlimited };

test.each<[string, PayLaterTerms, PayLaterTerms]>([
  [
    'way of the tiers',
    withRoyalty({ schedule: { kind: 'tiered', tiers } }),
    withRoyalty({ schedule: { kind: 'tiered', tiers, way: 'whole' } }),
  ],
  [
    'span of the tiers',
    withRoyalty({ schedule: { kind: 'tiered', tiers } }),
    withRoyalty({ schedule: { kind: 'tiered', tiers, span: 'contract' } }),
  ],
  ['days to report', withRoyalty({ reportWithinDays: 30 }), withRoyalty({ reportWithinDays: 60 })],
  ['days to pay', withRoyalty({ payWithinDays: 30 }), withRoyalty({ payWithinDays: 60 })],
  ['limit of the deductions', withoutLimit, withRoyalty({ deductionsWithin: 'gross' })],
  ['penalty a day', withRoyalty({}), { ...withRoyalty({}), latePenaltyPpmPerDay: 100 }],
  ['most of the penalty', withRoyalty({}), { ...withRoyalty({}), latePenaltyCapPpm: 100_000 }],
])('a change of the %s is published anew, and its two lists of price terms differ', (_name, before, after) => {
  expect(restartsPublicity(before, after)).toBe(true);
  expect(priceTermsOf(after)).not.toEqual(priceTermsOf(before));
});

test('least sums, deductions, baseline and buy-out are part of the price that is published', () => {
  const royalty = {
    ...newTerms.royalty!,
    deductions: [{ name: '退货', capPpm: 50_000 }],
    minimumFen: 1_000_000n,
    startEvent: 'first_sale' as const,
    buyOut: { priceFen: 300_000_000n, creditsRoyalties: true },
  };
  const said = priceTermsOf({ ...newTerms, royalty }).join();
  expect(said).toContain('提成起算：自首次销售之日起');
  expect(said).toContain('计提前可扣除：退货（不超过当期毛额的 5%）');
  expect(said).toContain('每期提成不低于人民币 ¥10,000.00');
  expect(said).toContain('一次支付人民币 ¥3,000,000.00');
});

test('a contract of another kind is published as what it is, with no entry fee of zero and no trial', () => {
  const terms = {
    ...newTerms,
    kind: 'transfer' as const,
    trial: { months: 0, extensionMonths: 0 },
    milestones: [milestone],
    royalty: null,
  };
  expect(priceTermsOf(terms)).toEqual([
    '合同种类：技术转让',
    '固定价款：中试完成 30 万元（样机或中试完成；达标；30 天内付），合计 30 万元',
    '不收收入提成',
    '试用期：不约定；合同期限：5 年',
    '逾期付款：按逾期金额每日 0.05%支付违约金，累计不超过逾期金额的 20%',
  ]);
});
