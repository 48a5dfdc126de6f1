import { addMonths } from '#app/domain/days.ts';
import { answerMandate } from '#app/services/deals/answer-mandate.server.ts';
import { inviteBroker } from '#app/services/deals/invite-broker.server.ts';
import { postMessage } from '#app/services/deals/post-message.server.ts';
import { fileStatement } from '#app/services/royalties/file-statement.server.ts';
import { convertTrial } from '#app/services/contracts/decide-trial.server.ts';
import { answerTrialReport, fileTrialReport } from '#app/services/contracts/file-trial-report.server.ts';
import { answerStatement } from '#app/services/royalties/answer-statement.server.ts';
import { queryStatement } from '#app/services/royalties/query-statement.server.ts';
import { getRoyaltyAccount } from '#app/services/royalties/royalty-account.server.ts';
import { commissionPaid, invoiced, paidOut, provenByInvoices, registered } from './story-papers.ts';
import {
  achieved,
  agreed,
  obligationOf,
  paid,
  propose,
  shared,
  signed,
  type Story,
  submit,
  talk,
  type Teller,
} from './story-steps.ts';
import { toldTerms } from './story-terms.ts';

const terms = toldTerms({
  fieldOfUse: '马铃薯淀粉加工工艺水的蛋白回收与回用',
  deliverables: ['工艺包与设备清单', '絮凝膜浓缩装置操作规程', '水质与蛋白检测方法', '现场培训 10 个工作日'],
  trialMonths: 12,
  milestones: [
    {
      name: '技术验证通过',
      trigger: 'tech_validated',
      criteria: '在旁路线连续运行 72 小时，蛋白回收率不低于 75%',
      evidence: '第三方检测报告',
      amountFen: 20_0000_00n,
    },
    {
      name: '一个加工季中试完成',
      trigger: 'prototype_done',
      criteria: '处理能力不低于 60 m³/h，出水 COD 不高于 3,000 mg/L',
      evidence: '运行记录与水质报告',
      amountFen: 20_0000_00n,
    },
    {
      name: '两套并联投产',
      trigger: 'in_production',
      criteria: '两套装置并联运行满 10 天，粗蛋白达到饲料级',
      evidence: '投产记录与产品检验单',
      amountFen: 30_0000_00n,
    },
  ],
  ratePpm: 25_000,
  capFen: 190_0000_00n,
});

/**
 * The whole deal from a demand to shared money: 定西薯月淀粉 and 陇原理工大学, with a broker who earns 2 %. Two milestones
 * and a quarter's royalty are paid; the third milestone waits for its acceptance, the next statement for its day.
 */
export async function* starchDeal(tell: Teller): Story {
  const sides = { unit: 'longyuan', company: 'shuyue' };
  const deal = yield* talk(tell, sides, {
    achievement: 'potato-protein',
    demand: 'need-starch-protein',
    purpose: '我厂每小时排 60 立方米工艺水，想在旁路线上先试一个加工季，按回收的蛋白分成。',
    askedAt: '2025-03-03 10:12',
    acceptedAt: '2025-03-05 09:30',
  });
  const say = async (person: string, body: string) => postMessage(await tell.as(person), { dealId: deal.id, body });
  yield '2025-03-05 16:05';
  await say('shuyue-officer', '先问两点：6 ℃ 的水能不能直接进？絮凝剂要不要食品级备案？');
  yield '2025-03-06 10:40';
  await say('longyuan-officer', '6 ℃ 可以启动，两季中试都测过。絮凝剂是食品级壳聚糖，有现成的备案资料，已请团队整理。');
  yield '2025-03-06 15:00';
  const startsOn = tell.today();
  const { id: mandateId } = await inviteBroker(await tell.as('longyuan-officer'), {
    dealId: deal.id,
    brokerUserId: tell.idOf('person', 'qiandu-broker-1'),
    feePpm: 20_000,
    isHighFeeConfirmed: false,
    startsOn,
    endsOn: addMonths(startsOn, 30),
  });
  yield '2025-03-07 09:20';
  const answer = { dealId: deal.id, mandateId, accept: true, conflictNote: '' };
  await answerMandate(await tell.as('qiandu-broker-1'), answer);
  await say('qiandu-broker-1', '验收建议写成“旁路线连续 72 小时、回收率不低于 75%”，由第三方取样，双方都好认。');
  yield '2025-03-10 11:15';
  await say('shuyue-officer', '同意这样验收。试用期要含一个完整加工季，12 个月合适。');

  const contract = yield* signed(tell, sides, {
    deal,
    terms,
    offeredAt: '2025-03-17 10:00',
    agreedAt: '2025-03-21 15:30',
    publishedAt: '2025-03-24 09:00',
    signedAt: '2025-04-15 10:20',
  });

  yield* registered(tell, 'longyuan', {
    contract,
    data: {
      kind: 'patent_licence',
      field: '农业',
      sellerNature: 'university',
      buyerNature: 'enterprise',
      ipKind: '发明专利',
      source: '',
      industry: 'C13 农副食品加工业',
      contact: '成果转化中心 0931-0000000',
      isRelated: false,
      equipmentFen: '0',
      equipmentNote: '',
    },
    registrationNo: '2025620100000118',
    submittedAt: '2025-05-06 10:00',
    registeredAt: '2025-05-22 15:10',
  });

  const first = yield* achieved(tell, sides, {
    contract,
    position: 1,
    note: '旁路线连续运行 72 小时，第三方测得蛋白回收率 79.4%。',
    submittedAt: '2025-11-18 16:40',
    acceptedAt: '2025-11-26 11:05',
  });
  const firstPaid = { obligation: first, claimedAt: '2025-12-12 15:10', confirmedAt: '2025-12-15 09:45' };
  const firstReceipt = yield* paid(tell, sides, firstPaid);
  const entered = yield* shared(tell, 'longyuan', {
    receipt: firstReceipt,
    costs: [{ label: '第三方检测费', amountFen: 8_000_00n }],
    proposedAt: '2025-12-22 10:00',
    approvedAt: '2025-12-25 16:20',
    distributedAt: '2025-12-29 10:30',
  });
  yield* paidOut(tell, 'longyuan', {
    id: entered,
    voucherNo: 'JZ-2026-0017',
    paidAt: '2026-01-09 16:00',
    declaredAt: '2026-02-10 10:00',
  });
  yield* commissionPaid(tell, 'longyuan', {
    id: entered,
    invoiceNo: '26622000000000015520',
    voucherNo: 'JZ-2026-0043',
    paidAt: '2026-02-26 10:30',
  });

  const second = yield* achieved(tell, sides, {
    contract,
    position: 2,
    note: '整个加工季处理工艺水 21.6 万立方米，平均 62 m³/h，出水 COD 2,640 mg/L。',
    submittedAt: '2026-03-04 14:00',
    acceptedAt: '2026-03-12 10:15',
  });
  const secondPaid = { obligation: second, claimedAt: '2026-04-08 14:30', confirmedAt: '2026-04-10 09:20' };
  const secondReceipt = yield* paid(tell, sides, secondPaid);
  yield '2026-04-13 09:30';
  await invoiced(tell, 'longyuan', second, '26622000000000041327');
  yield '2026-04-13 10:00';
  await fileTrialReport(await tell.as('shuyue-officer'), {
    contractId: contract.id,
    conclusion: 'reached',
    findings: '一个完整加工季：蛋白回收率 79.4%，处理水量 62 m³/h，出水 COD 2,640 mg/L，均达到约定。',
    paper: await tell.paper('试用评价报告', contract.title, '结论：达到约定指标'),
  });
  yield '2026-04-14 15:30';
  const confirmed = { contractId: contract.id, n: 1, isConfirmed: true, remark: '数据与我方取样一致。' };
  await answerTrialReport(await tell.as('longyuan-officer'), confirmed);
  yield '2026-04-14 16:20';
  await convertTrial(await tell.as('shuyue-owner'), { contractId: contract.id });
  yield* shared(tell, 'longyuan', {
    receipt: secondReceipt,
    proposedAt: '2026-04-20 10:10',
    approvedAt: '2026-04-23 15:00',
    distributedAt: '2026-04-27 10:00',
  });

  yield '2026-08-25 10:30';
  const { next } = await getRoyaltyAccount(tell.platform(), contract);
  if (next === null) throw new Error('the royalty has no period');
  const statement = await fileStatement(await tell.as('shuyue-finance'), {
    contractId: contract.id,
    period: next.key,
    grossFen: 120_0000_00n,
    lines: [
      { product: '饲料级粗蛋白', by: 'licensee', grossFen: 105_0000_00n },
      { product: '蛋白浓缩液', by: 'licensee', grossFen: 15_0000_00n },
    ],
    deductionsFen: [8_0000_00n, 12_0000_00n],
    note: '饲料级粗蛋白 186 吨，附开票汇总表。',
    paper: await tell.paper('收入申报表', contract.title, next.label),
  });
  yield '2026-08-26 09:40';
  await provenByInvoices(tell, 'shuyue', statement);
  const quarter = await obligationOf(tell, statement.id);
  const royaltyPaid = { obligation: quarter, claimedAt: '2026-10-22 11:20', confirmedAt: '2026-10-26 09:40' };
  yield '2026-09-18 15:20';
  await queryStatement(await tell.as('longyuan-finance'), {
    statementId: statement.id,
    line: 'line:1',
    question: '粗蛋白 186 吨与开票汇总表的数量对不上，请说明。',
  });
  const royaltyReceipt = yield* paid(tell, sides, royaltyPaid);
  yield '2026-10-30 11:00';
  const reply = '汇总表漏列了 6 月的两张发票，毛额没有漏，数量已经补上。';
  await answerStatement(await tell.as('shuyue-finance'), { statementId: statement.id, reply });

  yield '2026-11-16 16:30';
  await submit(tell, 'longyuan', contract, 3, '两套装置并联运行 12 天，粗蛋白含量 71.2%，达到饲料级。');
  yield '2026-11-17 10:20';
  const { id } = await propose(tell, 'longyuan', royaltyReceipt);
  yield '2026-11-18 09:30';
  await agreed(tell, 'longyuan', id);
}
