import type { RoleGate } from './access.ts';
import { hasRole } from './access.ts';
import { addDays, type Day, dayOf } from './days.ts';

/** What became of a question about a report: explained, restated by a new report, or dropped by accepting it. */
export const statementAnswers = ['explained', 'restated', 'accepted'] as const;
export type StatementAnswer = (typeof statementAnswers)[number];
export const statementAnswerLabels: Readonly<Record<StatementAnswer, string>> = {
  explained: '已说明',
  restated: '已更正申报',
  accepted: '收款方已认可',
};

/** Days for the licensor to ask; after them the report counts as accepted (design default, to be confirmed: `statement.review`). */
export const reviewWithinDays = 30;
/** Days for the licensee to answer a question (design default, to be confirmed: `statement.review`). */
export const answerWithinDays = 10;

/**
 * The last day on which the licensor may ask about a report: thirty days from the report, or from the last answer; null once it
 * said that it accepts it. After it the report counts as accepted, paid or not; the right to inspect the accounts stays.
 * Filed on 2026-08-25 → 2026-09-24; answered on 2026-09-20 → 2026-10-20.
 */
export const askableUntil = (report: {
  readonly filedAt: Date;
  readonly acceptedAt: Date | null;
  readonly answeredAt: Date | null;
}): Day | null =>
  report.acceptedAt === null ? addDays(dayOf(report.answeredAt ?? report.filedAt), reviewWithinDays) : null;

/** One line of a report that can be asked about. */
export interface AskableLine {
  readonly line: string;
  readonly label: string;
}

/** The lines of a report by what it holds: its revenue, each product, each deduction, the whole. */
export function askableLines(report: {
  readonly lines: readonly { readonly product: string }[];
  readonly deductions: readonly { readonly name: string }[];
}): AskableLine[] {
  return [
    { line: 'gross', label: '收入' },
    ...report.lines.map(({ product }, i) => ({ line: `line:${i + 1}`, label: `产品：${product || '未注明'}` })),
    ...report.deductions.map(({ name }, i) => ({ line: `deduction:${i + 1}`, label: `扣除：${name}` })),
    { line: 'other', label: '整份申报' },
  ];
}

/** Who at the licensor judges reports: officers, finance and lawyers. */
export const mayJudgeStatement: RoleGate = (actor) => hasRole(actor, 'officer', 'finance', 'legal');
/** Who at the licensee answers. */
export const mayAnswerStatement: RoleGate = (actor) => hasRole(actor, 'officer', 'finance');
