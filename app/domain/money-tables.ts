import { deductionLines } from './deduction-lines.ts';
import { labelOf } from './machine.ts';
import type { RecordRow } from './money-record.ts';
import type { Fen } from './money.ts';
import { receiptMachine, type ReceiptState } from './payment-machine.ts';
import { recordWay } from './receipt-way.ts';
import { type RefundKind, refundKindLabels } from './refund.ts';
import type { RoyaltyTerms } from './contract.ts';
import { type Seller, sellerLabels } from './sales-lines.ts';
import type { ScheduleRow } from './schedule.ts';

/** A table as a file has it: words, and amounts in fen. */
export interface ExportedTable {
  readonly head: string[];
  readonly rows: (string | Fen)[][];
}

/** What can still fall due under a contract, as its page lists it. What a report computes has no amount yet. */
export const scheduleTable = (schedule: readonly ScheduleRow[]): ExportedTable => ({
  head: ['事项', '条件', '金额（元）', '最早付款日', '最迟付款日', '付款期限'],
  rows: schedule.map((row) => [
    row.label,
    row.condition,
    row.amountFen ?? '按申报计算',
    row.earliestDueOn,
    row.latestDueOn ?? '待条件成就',
    row.dueRule,
  ]),
});

interface Report {
  readonly grossFen: Fen;
  readonly baseFen: Fen;
  readonly dueFen: Fen;
  readonly lines: readonly { readonly product: string; readonly by: Seller; readonly grossFen: Fen }[];
  readonly deductions: readonly { readonly name: string; readonly amountFen: Fen }[];
}

/** A report line by line: sales, what was taken off and what of it counts, the base, and what it makes due. All in fen. */
export function reportTable(report: Report, royalty: RoyaltyTerms): ExportedTable {
  const { lines, grossFen, baseFen, dueFen, deductions } = report;
  const typed = royalty.deductions.map(({ name }) => deductions.find((one) => one.name === name)?.amountFen ?? 0n);
  const taken = deductionLines(royalty, grossFen, typed).filter(({ typedFen }) => typedFen > 0n);
  return {
    head: ['项目', '产品或者扣除项', '销售方', '申报数（元）', '计入数（元）'],
    rows: [
      ...lines
        .filter(({ product }) => product !== '')
        .map((line) => [
          '销售收入',
          line.product,
          line.by === 'sublicensee' ? sellerLabels[line.by] : '申报方',
          line.grossFen,
          line.grossFen,
        ]),
      ['本期收入', '', '', grossFen, grossFen],
      ...taken.map((line) => ['扣除', line.name, '', -line.typedFen, -line.allowedFen]),
      ['计提基数', '', '', '', baseFen],
      ['本次应付提成', '', '', '', dueFen],
    ],
  };
}

type Paid = Parameters<typeof recordWay>[0] & {
  readonly no: string;
  readonly paidOn: string;
  readonly amountFen: Fen;
  readonly state: ReceiptState;
};
type Back = {
  readonly no: string;
  readonly paidOn: string;
  readonly amountFen: Fen;
  readonly kind: RefundKind;
  readonly method: string;
};
type Row = RecordRow<Paid & { readonly id: string }, Back & { readonly id: string; readonly receiptId: string }>;

/** What was paid on a claim and what of it went back, then what did not arrive: the sum of the rows that count is what arrived. */
export const paymentsTable = ({ counts, rest }: { counts: readonly Row[]; rest: readonly Row[] }): ExportedTable => ({
  head: ['收款单', '日期', '方式', '金额（元）', '状态', '计入到账'],
  rows: [...counts.map((row) => paymentRow(row, '是')), ...rest.map((row) => paymentRow(row, '否'))],
});

const paymentRow = (row: Row, counted: string): (string | Fen)[] => [
  row.back ? `${row.no} 退回` : row.no,
  row.paidOn,
  recordWay(row),
  row.amountFen,
  row.back ? refundKindLabels[row.back] : labelOf(receiptMachine, row.state),
  counted,
];
