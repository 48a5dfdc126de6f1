import { setApprovalChain } from '#app/services/approvals/set-approval-chain.server.ts';
import { decideStep } from '#app/services/approvals/decide-step.server.ts';
import { startApproval } from '#app/services/approvals/start-approval.server.ts';
import { endPublicity } from '#app/services/contracts/end-publicity.server.ts';
import { published, type Story, talk, type Teller } from './story-steps.ts';
import { toldTerms } from './story-terms.ts';

const terms = toldTerms({
  fieldOfUse: '风电、光伏直供的碱性电解水制氢',
  deliverables: ['电极制备工艺规程', '1 平方米电极样片 20 片', '启停与反向电流测试方法'],
  trialMonths: 24,
  milestones: [
    {
      name: '1 平方米电极验证',
      trigger: 'tech_validated',
      criteria: '1,800 次启停后过电位升高不超过 30 毫伏',
      evidence: '第三方测试报告',
      amountFen: 50_0000_00n,
    },
    {
      name: '50 标方电解槽样机',
      trigger: 'prototype_done',
      criteria: '连续运行 1,000 小时，直流电耗不高于 4.4 千瓦时每标方',
      evidence: '运行记录',
      amountFen: 100_0000_00n,
    },
  ],
  ratePpm: 30_000,
  capFen: 500_0000_00n,
});

/**
 * Its publicity is over, and signing waits for the university: contracts from 5,000,000.00 on pass its legal office, a meeting whose
 * minutes the officer uploads, and last the approver, whose word is awaited.
 */
export async function* electrodeApproval(tell: Teller): Story {
  yield '2026-03-02 10:00';
  await setApprovalChain(await tell.as('longyuan-owner'), {
    fromFen: 500_0000_00n,
    steps: [
      { name: '法务审查', way: 'page', role: 'legal' },
      { name: '成果转化领导小组会议', way: 'paper', role: 'owner' },
      { name: '分管校领导审批', way: 'page', role: 'approver' },
    ],
  });
  const sides = { unit: 'longyuan', company: 'zhusha' };
  const deal = yield* talk(tell, sides, {
    achievement: 'h2-electrode',
    purpose: '光伏弃电想就地制氢，电解槽一天启停二十多次，先做 1 平方米电极和 50 标方样机。',
    askedAt: '2026-09-03 10:30',
    acceptedAt: '2026-09-04 09:20',
  });
  const { contract, publicityId } = yield* published(tell, sides, {
    deal,
    terms,
    offeredAt: '2026-09-21 14:00',
    agreedAt: '2026-09-29 10:40',
    publishedAt: '2026-10-12 09:00',
  });
  yield '2026-11-05 09:00';
  await endPublicity(tell.platform(), publicityId);
  yield '2026-11-06 10:15';
  const { id: approvalId } = await startApproval(await tell.as('longyuan-officer'), {
    contractId: contract.id,
    versionN: contract.versionN,
    valuation: 'valued',
    valuationNote: '示例资产评估有限公司，评估值 486 万元，报告已备案。',
    relation: 'none',
    relationNote: '',
    note: '协议定价已公示 15 日，没有异议；试用 24 个月，中试由企业出资。',
  });
  const pass = async (person: string, position: number, note: string, minutes?: string) =>
    decideStep(await tell.as(person), {
      approvalId,
      position,
      outcome: 'passed',
      note,
      file: minutes === undefined ? null : await tell.paper(minutes, contract.title, '同意按公示的价款和条件签订。'),
    });
  yield '2026-11-11 15:30';
  await pass('longyuan-legal', 0, '权利清楚，改进成果各归各方，争议由兰州法院管辖，同意。');
  yield '2026-11-18 16:10';
  await pass('longyuan-officer', 1, '11 月 17 日第 9 次会议审议通过。', '会议纪要');
}
