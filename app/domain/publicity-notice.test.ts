import { expect, test } from 'vitest';
import { newTerms } from './contract.ts';
import { priceTermsOf } from './publicity-notice.ts';

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
    '收入提成：按季度，以净销售额为基数，比例 3%',
    '提成起算：自试用期届满的次日起',
    '计提前可扣除：包装费、运输费、税金、广告费、商业折扣',
    '不约定最低提成。',
    '封顶：累计 200 万元',
    '试用期：12 个月；许可期限：5 年',
  ]);
});

test('tiers and the absence of parts are said, not left out', () => {
  const tiered = {
    kind: 'tiered' as const,
    tiers: [
      { fromFen: 0n, toFen: 1_000_000_000n, ratePpm: 30_000 },
      { fromFen: 1_000_000_000n, toFen: null, ratePpm: 20_000 },
    ],
  };
  const said = priceTermsOf({ ...newTerms, royalty: { ...newTerms.royalty!, schedule: tiered } });
  expect(said).toContain('里程碑款：无');
  expect(said).toContain('收入提成：按季度，以净销售额为基数，分段累进 至 1,000 万元 3%，1,000 万元以上 2%');
  expect(said).toContain('封顶：不设');
  expect(priceTermsOf({ ...newTerms, royalty: null })).toContain('不收收入提成');
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
  ]);
});
