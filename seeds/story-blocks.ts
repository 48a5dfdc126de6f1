import { termsFromJson } from '#app/domain/contract-json.ts';
import { addDays } from '#app/domain/days.ts';
import type { Fen } from '#app/domain/money.ts';
import { signAmendment } from '#app/services/contracts/answer-amendment.server.ts';
import { convertTrial } from '#app/services/contracts/decide-trial.server.ts';
import { answerTrialReport, fileTrialReport } from '#app/services/contracts/file-trial-report.server.ts';
import { type Contract, getVersion } from '#app/services/contracts/own-contract.server.ts';
import { prepareAmendment } from '#app/services/contracts/prepare-amendment.server.ts';
import { proposeAmendment } from '#app/services/contracts/propose-amendment.server.ts';
import { acceptStatement } from '#app/services/royalties/accept-statement.server.ts';
import { fileStatement } from '#app/services/royalties/file-statement.server.ts';
import { getRoyaltyAccount, type Statement } from '#app/services/royalties/royalty-account.server.ts';
import { invoiced, paidOut } from './story-papers.ts';
import {
  achieved,
  milestoneOf,
  obligationOf,
  paid,
  shared,
  signed,
  type Story,
  talk,
  type Teller,
} from './story-steps.ts';
import { toldTerms } from './story-terms.ts';

const sides = { unit: 'longyuan', company: 'yuanzhu' };

const agreed = toldTerms({
  fieldOfUse: '煤矸石烧结自保温砌块的生产与销售',
  deliverables: ['配料与焙烧工艺规程', '二十九排孔模具图纸', '在线配料软件'],
  trialMonths: 6,
  milestones: [
    {
      name: '首窑产品检验合格',
      trigger: 'tech_validated',
      criteria: '连续 10 窑，裂纹率不高于 1.5%，抗压强度不低于 7.5 兆帕',
      evidence: '第三方检验报告',
      amountFen: 8_0000_00n,
    },
    {
      name: '砌块累计销售额满 300 万元',
      trigger: 'sales_reached',
      triggerFen: 300_0000_00n,
      criteria: '以被许可方按期申报的销售收入累计，预估不算',
      evidence: '收入申报表',
      amountFen: 18_0000_00n,
      payWithinDays: 75,
    },
    {
      name: '第二条窑线投产',
      trigger: 'in_production',
      criteria: '第二条隧道窑日产不低于 8 万块，连续 30 天',
      evidence: '生产日报与检验单',
      amountFen: 14_0000_00n,
    },
  ],
  ratePpm: 30_000,
  capFen: 120_0000_00n,
});
const terms = {
  ...agreed,
  territory: '甘肃省平凉市、庆阳市',
  royalty: agreed.royalty && { ...agreed.royalty, payWithinDays: 90 },
};

/** The trial ends with what was agreed, and royalties begin the day after. */
async function* converted(tell: Teller, { id: contractId, title }: Contract): Story {
  yield '2026-02-11 10:00';
  const findings = '试烧 42 窑：裂纹率 1.2%，抗压强度 7.8 兆帕，吨产品综合能耗下降 26%，均达到约定。';
  const paper = await tell.paper('试用评价报告', title, '结论：达到约定指标');
  await fileTrialReport(await tell.as('yuanzhu-officer'), { contractId, conclusion: 'reached', findings, paper });
  yield '2026-02-12 15:20';
  const answer = { contractId, n: 1, isConfirmed: true, remark: '' };
  await answerTrialReport(await tell.as('longyuan-officer'), answer);
  yield '2026-02-13 11:00';
  await convertTrial(await tell.as('yuanzhu-owner'), { contractId });
}

interface Sold {
  readonly solid: Fen;
  readonly insulated: Fen;
  readonly off: readonly [freight: Fen, tax: Fen];
  readonly note: string;
}

/** A period's sales, or with `corrects` the whole truth of one that was reported before. */
async function report(tell: Teller, contract: Contract, sold: Sold, corrects?: Statement): Promise<Statement> {
  const { next } = await getRoyaltyAccount(tell.platform(), contract);
  const period = corrects?.period ?? next?.key;
  if (period === undefined) throw new Error('the royalty has no period');
  return fileStatement(await tell.as('yuanzhu-finance'), {
    contractId: contract.id,
    period,
    grossFen: sold.solid + sold.insulated,
    lines: [
      { product: '240 自保温砌块', by: 'licensee', grossFen: sold.insulated },
      { product: '190 多孔砌块', by: 'licensee', grossFen: sold.solid },
    ],
    deductionsFen: [...sold.off],
    isCorrection: corrects !== undefined,
    note: sold.note,
    paper: await tell.paper('收入申报表', contract.title, period),
  });
}

/** Both have signed that the unit will help on the spot; the contract is performed as before until that day. */
async function* changed(tell: Teller, { id: contractId, versionN: baseVersionN }: Contract): Story {
  yield '2026-11-04 10:30';
  // As it stands, with the rights that it names: a change of these would be another object.
  const { data } = await getVersion(tell.platform(), contractId, baseVersionN);
  const { versionN } = await prepareAmendment(await tell.as('longyuan-officer'), {
    contractId,
    baseVersionN,
    terms: { ...termsFromJson(data.terms), ownClauses: ['自 2027 年起，许可方每年派员到厂指导配料和烧成不少于两次。'] },
    effectiveOn: addDays(tell.today(), 58),
    reason: '第二条线明年起试烧，双方商定每年的现场指导。',
  });
  yield '2026-11-05 15:00';
  await proposeAmendment(await tell.as('longyuan-approver'), { contractId, versionN });
  yield '2026-11-10 09:40';
  await signAmendment(await tell.as('yuanzhu-owner'), { contractId, versionN });
}

/**
 * A milestone of cumulative sales that a report reached and its correction took back: what was paid for it is a credit, part of it set
 * off; the next report is due and may reach it again. A signed change waits for its day.
 */
export async function* blocksContract(tell: Teller): Story {
  const deal = yield* talk(tell, sides, {
    achievement: 'build-gangue',
    purpose: '厂里一条老隧道窑想改烧矸石自保温砌块，先试烧半年，卖得动再上第二条线。',
    askedAt: '2025-06-16 09:40',
    acceptedAt: '2025-06-18 10:20',
  });
  const contract = yield* signed(tell, sides, {
    deal,
    terms,
    offeredAt: '2025-07-07 10:00',
    agreedAt: '2025-07-15 16:30',
    publishedAt: '2025-07-21 09:00',
    signedAt: '2025-08-15 10:10',
  });
  const first = yield* achieved(tell, sides, {
    contract,
    position: 1,
    note: '连续 10 窑，裂纹率 1.2%，抗压强度 7.8 兆帕。',
    submittedAt: '2025-11-10 15:00',
    acceptedAt: '2025-11-18 10:30',
  });
  const firstPaid = { obligation: first, claimedAt: '2025-12-11 11:00', confirmedAt: '2025-12-12 09:20' };
  const receipt = yield* paid(tell, sides, firstPaid);
  const firstEntered = yield* shared(tell, 'longyuan', {
    receipt,
    proposedAt: '2025-12-18 10:00',
    approvedAt: '2025-12-22 15:00',
    distributedAt: '2025-12-24 10:30',
  });
  yield* paidOut(tell, 'longyuan', {
    id: firstEntered,
    voucherNo: 'JZ-2026-0009',
    paidAt: '2026-01-08 16:00',
    declaredAt: '2026-02-09 10:00',
  });
  yield* converted(tell, contract);

  yield '2026-05-18 10:20';
  const spring = { solid: 381_260_00n, insulated: 921_200_00n, off: [61_380_00n, 41_080_00n] } as const;
  const one = await report(tell, contract, { ...spring, note: '' });
  const royalty = await obligationOf(tell, one.id);
  yield '2026-05-26 10:10';
  await acceptStatement(await tell.as('longyuan-finance'), { statementId: one.id });
  const royaltyPaid = { obligation: royalty, claimedAt: '2026-06-24 14:00', confirmedAt: '2026-06-25 09:30' };
  const royaltyReceipt = yield* paid(tell, sides, royaltyPaid);
  const entered = yield* shared(tell, 'longyuan', {
    receipt: royaltyReceipt,
    proposedAt: '2026-06-29 10:20',
    approvedAt: '2026-07-02 15:00',
    distributedAt: '2026-07-06 10:00',
  });
  yield* paidOut(tell, 'longyuan', {
    id: entered,
    voucherNo: 'JZ-2026-0131',
    paidAt: '2026-07-10 16:00',
    declaredAt: '2026-08-10 10:00',
  });

  yield '2026-08-20 09:50';
  const summer = { solid: 602_150_00n, insulated: 1_501_700_00n, off: [82_350_00n, 121_500_00n] } as const;
  const two = await report(tell, contract, { ...summer, note: '两个安置房项目集中供货。' });
  const owed = await obligationOf(tell, two.id);
  yield '2026-08-27 10:10';
  await acceptStatement(await tell.as('longyuan-finance'), { statementId: two.id });
  yield '2026-08-28 10:00';
  await invoiced(tell, 'longyuan', owed, '26622000000000088106', { isRegistered: false });
  const sales = await milestoneOf(tell, contract, 2);
  const salesPaid = {
    obligation: await obligationOf(tell, sales.id),
    claimedAt: '2026-10-28 15:20',
    confirmedAt: '2026-10-29 09:10',
  };
  yield* paid(tell, sides, salesPaid);

  yield '2026-11-02 11:30';
  await report(
    tell,
    contract,
    {
      solid: 502_150_00n,
      insulated: 900_700_00n,
      off: [61_350_00n, 81_500_00n],
      note: '安置房项目有 70.1 万元的砌块是外购的，不是本技术产品，误计入，更正。',
    },
    two,
  );
  yield* changed(tell, contract);
}
