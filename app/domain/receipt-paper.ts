import { type Day, formatInstant } from './days.ts';
import { capitalFen, type Fen, formatYuan } from './money.ts';
import type { Paper } from './paper.ts';

export interface ReceiptPaperFacts {
  readonly no: string;
  readonly contract: { readonly no: string; readonly title: string };
  readonly payer: string;
  readonly payee: string;
  readonly label: string;
  readonly amountFen: Fen;
  /** What settles the claim, what stays as an advance, what went back; together the amount. */
  readonly allocatedFen: Fen;
  readonly advanceFen: Fen;
  readonly backFen: Fen;
  readonly method: string;
  readonly paidOn: Day | null;
  readonly confirmedAt: Date;
  readonly serial: string | null;
  readonly voucherSha256: string | null;
  readonly isSample: boolean;
}

/** 到账确认单: money that the payee's finance has confirmed, and what it settled. Never printed before the confirmation. */
export const receiptPaper = (facts: ReceiptPaperFacts): Paper => ({
  title: '到账确认单',
  no: facts.no,
  meta: `${facts.payee}，确认于 ${formatInstant(facts.confirmedAt)}`,
  isSample: facts.isSample,
  stamp: null,
  blocks: [
    {
      kind: 'facts',
      items: [
        ['合同', `${facts.contract.no}　${facts.contract.title}`],
        ['付款方', facts.payer],
        ['收款方', facts.payee],
        ['款项', facts.label],
        ['到账金额', `${formatYuan(facts.amountFen)}　${capitalFen(facts.amountFen)}`],
        ['付款方式', facts.method],
        ['付款日', facts.paidOn ?? ''],
        ['银行流水号', facts.serial ?? ''],
        ['确认时间', formatInstant(facts.confirmedAt)],
        ['回单指纹', facts.voucherSha256 === null ? '' : `SHA-256 ${facts.voucherSha256}`],
      ].filter((item): item is [string, string] => item[1] !== ''),
    },
    {
      kind: 'table',
      columns: [
        { label: '用途', width: 3 },
        { label: '金额（元）', width: 2, align: 'right' },
      ],
      rows: [
        ['抵付应付款', formatYuan(facts.allocatedFen)],
        ...(facts.advanceFen > 0n ? [['预收', formatYuan(facts.advanceFen)]] : []),
        ...(facts.backFen > 0n ? [['已退回', formatYuan(facts.backFen)]] : []),
        ['合计', formatYuan(facts.allocatedFen + facts.advanceFen + facts.backFen)],
      ],
    },
    { kind: 'signatures', boxes: [{ heading: `${facts.payee}（财务专用章）`, lines: ['财务：', '日期：'] }] },
  ],
});
