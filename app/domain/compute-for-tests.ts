import { computeContract } from './compute-contract.ts';
import type { ContractFact, FactOf, SalesLine } from './compute-facts.ts';
import { type MilestoneTerms, newTerms, type PayLaterTerms, type RoyaltyTerms } from './contract.ts';

/** Yuan as fen. */
export const yuan = (n: number): bigint => BigInt(Math.round(n * 100));

export const aMilestone = (change: Partial<MilestoneTerms> = {}): MilestoneTerms => ({
  name: '技术验证通过',
  trigger: 'tech_validated',
  triggerFen: null,
  triggerOn: null,
  criteria: '浸出率不低于 98%',
  evidence: '检测报告',
  amountFen: yuan(300_000),
  payWithinDays: 30,
  acceptWithinDays: 15,
  ...change,
});

/** Five years from signing, royalties from the first day, no milestones; changed by what a test is about. */
export const someTerms = (change: Partial<PayLaterTerms> = {}, royalty: Partial<RoyaltyTerms> = {}): PayLaterTerms => ({
  ...newTerms,
  trial: { months: 0, extensionMonths: 0 },
  royalty: { ...newTerms.royalty!, ...royalty },
  ...change,
});

export const signed = (on = '2026-01-01'): ContractFact => ({ kind: 'signed', on });

export const sold = (
  period: string,
  on: string,
  gross: number | readonly SalesLine[],
  change: Partial<FactOf<'statement'>> = {},
): FactOf<'statement'> => ({
  kind: 'statement',
  on,
  period,
  lines: typeof gross === 'number' ? [{ product: '', grossFen: yuan(gross), by: 'licensee' }] : gross,
  deductions: [],
  isEstimate: false,
  ...change,
});

export const restated = (
  period: string,
  on: string,
  gross: number,
  change: Partial<FactOf<'restatement'>> = {},
): FactOf<'restatement'> => ({
  kind: 'restatement',
  on,
  period,
  lines: [{ product: '', grossFen: yuan(gross), by: 'licensee' }],
  deductions: [],
  n: 1,
  ...change,
});

/** What follows, in short: `key kind amount due` in yuan, without default interest. */
export function follows(
  terms: PayLaterTerms,
  facts: readonly ContractFact[],
  asOf = facts.reduce((last, { on }) => (on > last ? on : last), ''),
): string[] {
  return computeContract(terms, facts, { asOf })
    .obligations.filter(({ kind }) => kind !== 'interest')
    .map(({ key, kind, amountFen, dueOn }) => `${key} ${kind} ${Number(amountFen) / 100} ${dueOn ?? '-'}`);
}
