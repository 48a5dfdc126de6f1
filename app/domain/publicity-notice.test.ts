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
    '里程碑款：中试完成 30 万元，合计 30 万元',
    '收入提成：按季度，以净销售额为基数，比例 3%',
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
