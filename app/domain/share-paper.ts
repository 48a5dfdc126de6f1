import type { Day } from './days.ts';
import { capitalFen, formatYuan } from './money.ts';
import type { Paper } from './paper.ts';
import type { RewardCondition } from './reward-tax.ts';
import type { ShareStep, ShareStepFacts } from './share-steps.ts';

export interface SharePaperFacts extends Pick<ShareStepFacts, 'amountFen' | 'floorSource' | 'taxable'> {
  readonly steps: readonly ShareStep[];
  readonly name: string;
  readonly unit: string;
  readonly contract: string;
  readonly receiptNo: string;
  readonly receivedOn: Day | null;
  readonly state: string;
  readonly conditions: readonly RewardCondition[];
  readonly payout: { readonly paidOn: Day; readonly voucherNo: string } | null;
  readonly isSample: boolean;
}

/** 个人收益分配明细: one person's share of one receipt, with the conditions of the reduced income tax and both results. */
export const sharePaper = (facts: SharePaperFacts): Paper => ({
  title: '个人收益分配明细',
  no: facts.receiptNo,
  meta: `${facts.name}，${facts.unit}`,
  isSample: facts.isSample,
  stamp: null,
  blocks: [
    {
      kind: 'facts',
      items: [
        ['完成人', facts.name],
        ['合同', facts.contract],
        ['到账', `${facts.receiptNo}　${facts.receivedOn ?? ''}`],
        ['本人份额', `${formatYuan(facts.amountFen)}　${capitalFen(facts.amountFen)}`],
        ['状态', facts.state],
      ],
    },
    { kind: 'heading', text: '份额怎样算出来' },
    {
      kind: 'table',
      columns: [
        { label: '项目', width: 2 },
        { label: '说明', width: 4 },
        { label: '金额', width: 2, align: 'right' },
      ],
      rows: facts.steps.map(({ label, note, fen }) => [label, note, formatYuan(fen)]),
    },
    { kind: 'heading', text: '现金奖励个人所得税（财税〔2018〕58号）' },
    {
      kind: 'table',
      columns: [
        { label: '减按 50% 计税的条件', width: 4 },
        { label: '是否符合', width: 1 },
      ],
      rows: facts.conditions.map(({ label, isMet }) => [label, isMet ? '符合' : '不符合']),
    },
    {
      kind: 'facts',
      items: [
        // Work that stands alone has no floor, and nothing of it is reduced.
        ['减半计税', facts.floorSource === '' ? '不适用' : `计入当月工资薪金 ${formatYuan(facts.taxable.reducedFen)}`],
        ['全额计税', `计入当月工资薪金 ${formatYuan(facts.taxable.fullFen)}`],
        ['适用', facts.taxable.isReduced ? '减半计税' : '全额计税'],
        ...(facts.payout === null
          ? []
          : ([['发放', `${facts.payout.paidOn}　凭证 ${facts.payout.voucherNo}`]] as const)),
      ],
    },
    { kind: 'note', text: '个人所得税由单位代扣代缴，以扣缴申报为准；本平台不申报税款。' },
    { kind: 'signatures', boxes: [{ heading: `${facts.unit}（盖章）`, lines: ['经办人：', '日期：'] }] },
  ],
});
