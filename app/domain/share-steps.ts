import { rewardedWord } from './distribution-shares.ts';
import { type Fen, formatPpm } from './money.ts';
import { ppmOf } from './last-proposal.ts';
import { floorWords } from './split.ts';

export interface ShareStepFacts {
  readonly receiptFen: Fen;
  readonly netFen: Fen;
  readonly teamPpm: number;
  readonly floorPpm: number;
  readonly floorSource: string;
  /** Every line of the distribution. */
  readonly lines: readonly { readonly kind: string; readonly label: string; readonly amountFen: Fen }[];
  /** This person's line. */
  readonly amountFen: Fen;
  readonly taxable: { readonly reducedFen: Fen; readonly fullFen: Fen; readonly isReduced: boolean };
  /** Null until it was paid. */
  readonly paid: { readonly taxFen: Fen } | null;
}

export interface ShareStep {
  readonly label: string;
  /** On what it rests; may be empty. */
  readonly note: string;
  /** Negative where it is taken off. */
  readonly fen: Fen;
  /** A sum of what stands above it. */
  readonly isSum?: true;
}

/**
 * The steps of one person's sum, from the receipt to what was paid to him; page and paper read the same. Costs, broker and net together are the
 * receipt; gross less tax is what was paid. Nothing of the last two before the payment. All in fen.
 * 300,000.00 − 1,500.00 − 6,000.00 → 292,500.00; 70 % 204,750.00; of it 50 % 102,375.00; tax 1,000.00 → 101,375.00.
 */
export function shareSteps(facts: ShareStepFacts): readonly ShareStep[] {
  const { amountFen, taxable, paid, lines } = facts;
  const sumOf = (kind: string) => lines.reduce((sum, line) => (line.kind === kind ? sum + line.amountFen : sum), 0n);
  const brokerFen = sumOf('broker');
  const teamFen = sumOf('person');
  const team = rewardedWord(facts);
  const way = facts.floorSource !== '' && taxable.isReduced ? '减按 50% 计税' : '全额计税';
  return [
    { label: '本次分配的到账', note: '', fen: facts.receiptFen },
    ...lines
      .filter(({ kind }) => kind === 'cost')
      .map((line) => ({ label: `减：${line.label}`, note: '税金和直接成本', fen: -line.amountFen })),
    ...(brokerFen > 0n ? [{ label: '减：技术经纪佣金', note: '', fen: -brokerFen }] : []),
    { label: '净收入', note: '', fen: facts.netFen, isSum: true },
    { label: team, note: `净收入的 ${formatPpm(facts.teamPpm)}，${floorWords(facts)}`, fen: teamFen },
    {
      label: '本人份额（应发）',
      note: `${team}的 ${formatPpm(ppmOf(amountFen, teamFen))}`,
      fen: amountFen,
      isSum: true,
    },
    {
      label: '计入当月工资薪金',
      note: paid ? way : `按现在的条件${way}；代扣和实发在发放后列出`,
      fen: taxable.isReduced ? taxable.reducedFen : taxable.fullFen,
    },
    ...(paid
      ? [
          { label: '减：代扣个税', note: '', fen: -paid.taxFen },
          { label: '实发', note: '', fen: amountFen - paid.taxFen, isSum: true as const },
        ]
      : []),
  ];
}
