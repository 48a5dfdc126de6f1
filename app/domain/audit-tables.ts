import { labelOf } from './machine.ts';
import { type Day, dayOf } from './days.ts';
import { milestoneMachine, type MilestoneState } from './milestone.ts';
import { type Fen, fenFromJson } from './money.ts';
import type { ExportedTable } from './money-tables.ts';
import { receiptMachine, type ReceiptState } from './payment-machine.ts';
import { periodLabel } from './period-label.ts';
import { receiptWay } from './receipt-way.ts';
import { type RefundKind, refundKindLabels } from './refund.ts';
import { royaltyStatementMachine, type RoyaltyStatementState, type StatementLine } from './royalty-statement.ts';

/** How evidence of a milestone was answered. */
export const evidenceOutcomes: Readonly<Record<string, string>> = {
  accepted: '验收通过',
  rejected: '退回',
  deemed: '到期视为通过',
  stopped: '答复期已停止，不再等待答复',
};

interface Report {
  readonly period: string;
  readonly n: number;
  readonly state: RoyaltyStatementState;
  readonly basis: string;
  readonly filedAt: Date;
  readonly lines: readonly StatementLine[];
  readonly grossFen: Fen;
  readonly baseFen: Fen;
  readonly dueFen: Fen;
  readonly deductions: readonly { readonly name: string; readonly amountFen: string }[];
  readonly note: string;
}

/** Every report as the auditor reads it: a row for its sums, and one for each of its lines and deductions. */
export const auditedReportsTable = (reports: readonly Report[]): ExportedTable => ({
  head: [
    '期间',
    '第几次申报',
    '申报日',
    '行',
    '收入（元）',
    '申报扣除（元）',
    '计提基数（元）',
    '提成（元）',
    '状态',
    '说明',
  ],
  rows: reports.flatMap((row) => {
    const key = [periodLabel(row.period), String(row.n), dayOf(row.filedAt)];
    const state = `${labelOf(royaltyStatementMachine, row.state)}${row.basis === 'estimate' ? '，预估数' : ''}`;
    const deductedFen = row.deductions.reduce((sum, { amountFen }) => sum + fenFromJson(amountFen), 0n);
    return [
      [...key, '合计', row.grossFen, deductedFen, row.baseFen, row.dueFen, state, row.note],
      ...row.lines.map((line) => {
        const product = `${line.product}${line.by === 'sublicensee' ? '（分许可）' : ''}`;
        return [...key, product, fenFromJson(line.grossFen), '', '', '', '', ''];
      }),
      ...row.deductions.map((item) => [...key, `扣除 ${item.name}`, '', fenFromJson(item.amountFen), '', '', '', '']),
    ];
  }),
});

interface Money {
  readonly claims: readonly {
    readonly label: string;
    readonly dueOn: Day;
    readonly amountFen: Fen;
    readonly paidFen: Fen;
    readonly creditedFen: Fen;
    readonly waivedFen: Fen;
    readonly outstandingFen: Fen;
  }[];
  readonly arrived: readonly {
    readonly no: string;
    readonly label: string;
    readonly method: string;
    readonly depositApplicationId: string | null;
    readonly state: ReceiptState;
    readonly amountFen: Fen;
    readonly paidOn: Day;
  }[];
  readonly back: readonly {
    readonly no: string;
    readonly kind: RefundKind;
    readonly amountFen: Fen;
    readonly paidOn: Day;
  }[];
}

/** Claims first, then the money that arrived less what went back, by day. */
export const auditedMoneyTable = ({ claims, arrived, back }: Money): ExportedTable => ({
  head: [
    '类别',
    '日期',
    '收款单',
    '事项',
    '应付（元）',
    '到账（元）',
    '贷项抵减（元）',
    '免除（元）',
    '未付清（元）',
    '说明',
  ],
  rows: [
    ...claims.map((row) => [
      '应付',
      row.dueOn,
      '',
      row.label,
      row.amountFen,
      row.paidFen,
      row.creditedFen,
      row.waivedFen,
      row.outstandingFen,
      '日期为最晚付款日',
    ]),
    ...[
      ...arrived.map((row) => ({
        ...row,
        what: row.label,
        kind: '到账',
        note: `${receiptWay(row)}，${labelOf(receiptMachine, row.state)}`,
      })),
      ...back.map((row) => ({
        ...row,
        amountFen: -row.amountFen,
        what: '',
        kind: '退回',
        note: refundKindLabels[row.kind],
      })),
    ]
      .sort((a, b) => a.paidOn.localeCompare(b.paidOn))
      .map((row) => [row.kind, row.paidOn, row.no, row.what, '', row.amountFen, '', '', '', row.note]),
  ],
});

interface Stone {
  readonly position: number;
  readonly name: string;
  readonly state: MilestoneState;
  readonly amountFen: Fen;
  readonly submissions: readonly {
    readonly n: number;
    readonly submittedAt: Date;
    readonly outcome: string | null;
    readonly reason: string | null;
    readonly decidedAt: Date | null;
    readonly file: { readonly name: string; readonly sha256: string };
  }[];
}

/** Milestones with each piece of evidence; one without any has a row of its own. */
export const auditedEvidenceTable = (stones: readonly Stone[]): ExportedTable => ({
  head: ['里程碑', '金额（元）', '状态', '第几次提交', '提交日', '文件', 'SHA-256', '答复', '答复日', '理由'],
  rows: stones.flatMap((stone) => {
    const key = [`${stone.position} ${stone.name}`, stone.amountFen, labelOf(milestoneMachine, stone.state)];
    if (stone.submissions.length === 0) return [[...key, '', '', '', '', '', '', '']];
    return stone.submissions.map((row) => [
      ...key,
      String(row.n),
      dayOf(row.submittedAt),
      row.file.name,
      row.file.sha256,
      row.outcome === null ? '' : (evidenceOutcomes[row.outcome] ?? row.outcome),
      row.decidedAt ? dayOf(row.decidedAt) : '',
      row.reason ?? '',
    ]);
  }),
});
