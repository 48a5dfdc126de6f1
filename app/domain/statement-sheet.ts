import { type Day, formatInstant } from './days.ts';
import { capitalFen, type Fen, formatFen, formatYuan } from './money.ts';
import type { Paper } from './paper.ts';
import { type Seller, sellerLabels } from './sales-lines.ts';

export interface StatementSheetFacts {
  readonly contract: string;
  readonly contractNo: string;
  readonly licensee: string;
  readonly period: string;
  readonly startsOn: Day;
  readonly endsOn: Day;
  /** 更正, 预估 or nothing. */
  readonly remark: string;
  readonly lines: readonly { readonly product: string; readonly by: Seller; readonly grossFen: Fen }[];
  readonly grossFen: Fen;
  readonly deductions: readonly { readonly name: string; readonly amountFen: Fen }[];
  readonly baseFen: Fen;
  /** Lines between the base and what is due (`statementSums`). */
  readonly sums: readonly (readonly [string, Fen])[];
  readonly dueFen: Fen;
  /** What a correction took back of royalties, as a credit; `ofPeriod` null: of its own period. */
  readonly takenBack: readonly { readonly ofPeriod: string | null; readonly fen: Fen }[];
  /** What the licensee said with it; of a correction why. */
  readonly note: string;
  readonly steps: readonly string[];
  readonly filer: string;
  readonly filedAt: Date;
  readonly isSample: boolean;
}

/** 收入提成申报表: a report as it was filed, for the licensee's seal. */
export const statementSheet = (facts: StatementSheetFacts): Paper => ({
  title: '收入提成申报表',
  no: facts.contractNo,
  meta: `${facts.licensee}，${facts.period}${facts.remark}`,
  isSample: facts.isSample,
  stamp: null,
  blocks: [
    {
      kind: 'facts',
      items: [
        ['合同', facts.contract],
        ['期间', `${facts.period}（${facts.startsOn} 至 ${facts.endsOn}）`],
        ['申报', `${facts.filer}，${formatInstant(facts.filedAt)}`],
        ...(facts.note ? [['说明', facts.note] as const] : []),
      ],
    },
    {
      kind: 'table',
      columns: [
        { label: '项目', width: 4 },
        { label: '金额（元）', width: 2, align: 'right' },
      ],
      rows: [
        ...facts.lines
          .filter(({ product }) => product !== '')
          .map(({ product, by, grossFen }) => [
            `${product}${by === 'sublicensee' ? `（${sellerLabels[by]}）` : ''}`,
            formatFen(grossFen),
          ]),
        ['本期收入', formatFen(facts.grossFen)],
        ...facts.deductions
          .filter(({ amountFen }) => amountFen > 0n)
          .map(({ name, amountFen }) => [`申报扣除：${name}`, formatFen(amountFen)]),
        ['计提基数', formatFen(facts.baseFen)],
        ...facts.sums.map(([label, fen]) => [label, formatFen(fen)]),
        ['本次应付提成', formatFen(facts.dueFen)],
        ...facts.takenBack.map(({ ofPeriod, fen }) => [
          `${ofPeriod ? `${ofPeriod}随之` : '更正'}调低的提成，记为贷项`,
          formatFen(fen),
        ]),
      ],
    },
    { kind: 'paragraph', text: `应付提成大写：${capitalFen(facts.dueFen)}（${formatYuan(facts.dueFen)}）` },
    ...(facts.steps.length === 0 ? [] : [{ kind: 'heading' as const, text: '计算过程' }]),
    ...facts.steps.map((text) => ({ kind: 'note' as const, text })),
    {
      kind: 'paragraph',
      text: '本单位声明：以上收入和扣除按合同约定如实申报，与账簿和发票一致。',
    },
    { kind: 'signatures', boxes: [{ heading: `${facts.licensee}（盖章）`, lines: ['负责人：', '日期：'] }] },
  ],
});
