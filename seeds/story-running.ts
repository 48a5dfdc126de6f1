import { addDays } from '#app/domain/days.ts';
import { recordFirstSale } from '#app/services/contracts/record-first-sale.server.ts';
import type { Obligation } from '#app/services/payments/raise-claim.server.ts';
import { chargeInterest } from '#app/services/payments/charge-interest.server.ts';
import { dunObligation } from '#app/services/payments/dun-obligation.server.ts';
import { approveWriteOff } from '#app/services/write-offs/approve-write-off.server.ts';
import { proposeWriteOff } from '#app/services/write-offs/propose-write-off.server.ts';
import { approveDistribution } from '#app/services/distributions/approve-distribution.server.ts';
import { achieved, agreed, claim, paid, propose, signed, type Story, talk, type Teller } from './story-steps.ts';
import { toldTerms } from './story-terms.ts';

const batteryTerms = toldTerms({
  fieldOfUse: '退役动力电池模组拆解与电芯分选',
  deliverables: ['拆解线调度软件', '视觉引导工位图纸', '电芯快速分选方法'],
  trialMonths: 12,
  milestones: [
    {
      name: '三种模组拆解验证',
      trigger: 'tech_validated',
      criteria: '三种主流模组各拆 50 组，成功率不低于 98%',
      evidence: '现场录像与统计表',
      amountFen: 25_0000_00n,
    },
    {
      name: '单线样机完成',
      trigger: 'prototype_done',
      criteria: '单线每小时拆解不少于 12 组，连续 5 个班次',
      evidence: '班次记录',
      amountFen: 30_0000_00n,
    },
    {
      name: '分选工段投产',
      trigger: 'in_production',
      criteria: '分选误差不大于 3%，连续运行 15 天',
      evidence: '抽检报告',
      amountFen: 40_0000_00n,
    },
  ],
  ratePpm: 18_000,
  capFen: 300_0000_00n,
});

/** Small, pressed for in vain, and taken out of the book by two people with the unit's approval; the company owes it still. */
async function* writtenOff(tell: Teller, { id: obligationId }: Obligation): Story {
  yield '2026-10-26 09:40';
  await dunObligation(await tell.as('longyuan-finance'), { obligationId });
  yield '2026-10-29 15:10';
  const { id: writeOffId } = await proposeWriteOff(await tell.as('longyuan-finance'), {
    obligationId,
    reason: 'other',
    note: '9 月电话、10 月书面各催一次，对方称晚付是因银行退汇、不同意付。金额小于追索的费用。',
    document: await tell.paper('应收款核销审批表.pdf', '应收款核销审批表', '经资产与财务会议同意核销，账销案存。'),
  });
  yield '2026-10-30 11:00';
  await approveWriteOff(await tell.as('longyuan-approver'), { writeOffId });
}

/** Signed on paper; one receipt's reward list in publicity, one milestone overdue, interest on a late payment written off, one said to be paid and waiting for the unit's finance to find the money. */
export async function* batteryContract(tell: Teller): Story {
  const sides = { unit: 'longyuan', company: 'nieyun' };
  const deal = yield* talk(tell, sides, {
    achievement: 'battery-sort',
    purpose: '现在靠人工拆模组，想先上一条自动拆解线，效果好再扩到三条。',
    askedAt: '2026-03-20 10:25',
    acceptedAt: '2026-03-23 14:10',
  });
  const contract = yield* signed(tell, sides, {
    deal,
    terms: batteryTerms,
    offeredAt: '2026-03-27 15:00',
    agreedAt: '2026-03-31 10:30',
    publishedAt: '2026-04-01 09:00',
    signedAt: '2026-04-24 11:00',
    onPaper: true,
  });
  const first = yield* achieved(tell, sides, {
    contract,
    position: 1,
    note: '三种模组各 50 组，成功 149 组。',
    submittedAt: '2026-06-29 17:00',
    acceptedAt: '2026-07-08 09:50',
  });
  const receipt = yield* paid(tell, sides, {
    obligation: first,
    claimedAt: '2026-08-17 10:00',
    confirmedAt: '2026-08-19 15:20',
  });
  yield '2026-08-24 10:30';
  const interest = await chargeInterest(await tell.as('longyuan-finance'), { obligationId: first.id });
  yield* achieved(tell, sides, {
    contract,
    position: 2,
    note: '五个班次平均每小时 12.6 组。',
    submittedAt: '2026-09-18 16:00',
    acceptedAt: '2026-09-28 10:00',
  });
  const third = yield* achieved(tell, sides, {
    contract,
    position: 3,
    note: '连续运行 16 天，抽检 400 只电芯，分选误差 2.1%。',
    submittedAt: '2026-10-12 09:30',
    acceptedAt: '2026-10-22 15:40',
  });
  yield* writtenOff(tell, interest);
  yield '2026-11-02 10:00';
  const costs = [{ label: '样机运输费', amountFen: 3_600_00n }];
  const { id } = await propose(tell, 'longyuan', receipt, costs, { contact: '科研处 0931-0000000' });
  yield '2026-11-04 16:00';
  await agreed(tell, 'longyuan', id);
  yield '2026-11-10 09:20';
  await approveDistribution(await tell.as('longyuan-approver'), { id });
  yield '2026-11-19 15:30';
  await claim(tell, 'nieyun', third);
}

const seismicTerms = toldTerms({
  fieldOfUse: '地下金属矿微震监测与岩爆预警',
  deliverables: ['传感器布设方案', '预警软件安装包', '值守规程'],
  trialMonths: 12,
  milestones: [
    {
      name: '首个中段布设验证',
      trigger: 'tech_validated',
      criteria: '定位误差不大于 15 米，连续 30 天在线率不低于 95%',
      evidence: '监测月报',
      amountFen: 16_0000_00n,
    },
    {
      name: '全矿预警投用',
      trigger: 'in_production',
      criteria: '四个中段全部接入，误报每月不超过 3 次',
      evidence: '投用确认单',
      amountFen: 30_0000_00n,
    },
  ],
  ratePpm: 25_000,
  capFen: 140_0000_00n,
  royaltyFrom: 'first_sale',
});

/** Money that arrived and waits for the officer to propose how it is shared; the first sale was told, from which royalties run. */
export async function* seismicContract(tell: Teller): Story {
  const sides = { unit: 'longyuan', company: 'zhiqiong' };
  const deal = yield* talk(tell, sides, {
    achievement: 'mine-seismic',
    purpose: '620 中段今年两次岩爆，想先在一个中段装上监测，再看要不要全矿铺开。',
    askedAt: '2026-05-21 09:40',
    acceptedAt: '2026-05-22 16:30',
  });
  const contract = yield* signed(tell, sides, {
    deal,
    terms: seismicTerms,
    offeredAt: '2026-05-28 10:00',
    agreedAt: '2026-06-01 11:20',
    publishedAt: '2026-06-02 09:00',
    signedAt: '2026-06-24 10:00',
  });
  const first = yield* achieved(tell, sides, {
    contract,
    position: 1,
    note: '定位误差 11 米，连续 34 天在线率 97.8%。',
    submittedAt: '2026-09-24 10:30',
    acceptedAt: '2026-10-08 15:00',
  });
  yield* paid(tell, sides, { obligation: first, claimedAt: '2026-11-03 10:20', confirmedAt: '2026-11-05 09:30' });
  yield '2026-11-12 14:20';
  await recordFirstSale(await tell.as('zhiqiong-officer'), {
    contractId: contract.id,
    versionN: contract.versionN,
    soldOn: addDays(tell.today(), -2),
    note: '按本技术做的微震监测服务首次对外销售，服务对象为邻矿，合同已备查。',
  });
}
