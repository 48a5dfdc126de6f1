import { canonicalJson } from './canonical-json.ts';
import { type Day, laterDay } from './days.ts';
import type { Fen } from './money.ts';

interface Dated {
  /** The day on which it happened or was handed in. */
  readonly on: Day;
  /** Tells two facts apart that are otherwise the same, for example two equal receipts on one day. */
  readonly id?: string;
}

export interface SalesLine {
  readonly product: string;
  /** Invoiced, without deductions; negative for returns. With a share for sub-licensees: what the sub-licensee paid. */
  readonly grossFen: Fen;
  readonly by: 'licensee' | 'sublicensee';
}

/** What a statement says of its period. No lines: a nil report. */
export interface ReportedSales {
  readonly period: string;
  readonly lines: readonly SalesLine[];
  readonly deductions: readonly { readonly name: string; readonly amountFen: Fen }[];
}

type Fact<Kind extends string, More = unknown> = Dated & { readonly kind: Kind } & More;

interface OfMilestone {
  /** Position in the terms, from 1. */
  readonly milestone: number;
}

/** A dated fact of a contract's life, as a party can prove it. Claims follow from terms and facts alone. */
export type ContractFact =
  /** `concludedOn`: the later day on which the platform concluded what was sealed on paper. */
  | Fact<'signed', { readonly concludedOn?: Day | undefined }>
  /** Charged before the facts begin: counts under the cap; `baseFen` for tiers that span the contract. */
  | Fact<'opening_balance', { readonly chargedFen: Fen; readonly baseFen: Fen }>
  /** Delivery accepted: the trial begins. */
  | Fact<'delivered'>
  | Fact<'trial_decision', { readonly decision: 'convert' | 'extend' | 'exit' }>
  | Fact<'first_sale'>
  | Fact<'milestone_submitted', OfMilestone>
  | Fact<'milestone_accepted', OfMilestone & { readonly newDays?: number | undefined }>
  | Fact<'milestone_rejected', OfMilestone>
  | Fact<'milestone_disputed', OfMilestone>
  | Fact<'statement', ReportedSales & { readonly isEstimate: boolean }>
  | Fact<'restatement', ReportedSales & { readonly n: number }>
  | Fact<'invoice', { readonly claim: string }>
  | Fact<'receipt', { readonly amountFen: Fen; readonly claim: string | null }>
  | Fact<'receipt_returned', { readonly receipt: string; readonly amountFen: Fen | null }>
  /** The payee waived so much of the default interest on a claim, `interest:<key>`. */
  | Fact<'interest_waived', { readonly amountFen: Fen; readonly claim: string }>
  | Fact<'buy_out'>
  /**
   * `on`: the day from which both sides go by it; `lostOn`: the first day without protection, that day or one before. Where it is told,
   * a milestone accepted on the day `on` stands: it was accepted before the word. `keepsPpm`: the share of royalties that goes on;
   * `stops`: milestones that stop although something goes on.
   */
  | Fact<
      'patent_lost',
      {
        readonly lostOn?: Day | undefined;
        readonly keepsPpm?: number | undefined;
        readonly stops?: readonly number[] | undefined;
      }
    >
  /** A decision took the end back: `loss` is the id of the fact; not said: all before. */
  | Fact<'patent_restored', { readonly loss?: string | undefined }>
  | Fact<'termination'>;

export type FactKind = ContractFact['kind'];
export type FactOf<Kind extends FactKind> = Extract<ContractFact, { readonly kind: Kind }>;
export type Report = FactOf<'statement' | 'restatement'>;

/** On one day, what came first: signing before deeds, an estimate before the statement, corrections after, money last. */
const order: readonly FactKind[] = [
  'signed',
  'opening_balance',
  'delivered',
  'trial_decision',
  'first_sale',
  'milestone_submitted',
  'milestone_disputed',
  'milestone_rejected',
  'milestone_accepted',
  'statement',
  'restatement',
  'buy_out',
  'patent_lost',
  'patent_restored',
  'termination',
  'invoice',
  'receipt',
  'receipt_returned',
  'interest_waived',
];

/** Which of two reports of one period came later, on one day too: estimate, statement, first restatement, second … */
const rankOf = (fact: ContractFact): number =>
  fact.kind === 'restatement' ? 1 + fact.n : fact.kind === 'statement' && !fact.isEstimate ? 1 : 0;

/** Lists that are in order already; nobody writes into them. */
const ordered = new WeakSet<readonly ContractFact[]>();

/**
 * Facts in the one order that counts, each once: by day, then by kind, then by text. The order of the file does not
 * matter, and the same fact told twice is one fact. With a last day only what happened by then.
 */
export function inOrder(facts: readonly ContractFact[], until?: Day): readonly ContractFact[] {
  if (ordered.has(facts) && (until === undefined || (facts.at(-1)?.on ?? '') <= until)) return facts;
  const all = ordered.has(facts) ? facts : sorted(facts);
  const known = until === undefined ? all : all.filter(({ on }) => on <= until);
  ordered.add(known);
  return known;
}

function sorted(facts: readonly ContractFact[]): ContractFact[] {
  const once = new Map(facts.map((fact) => [canonicalJson(fact), fact]));
  return [...once]
    .map(([text, fact]) => ({ text, fact, kindRank: order.indexOf(fact.kind), rank: rankOf(fact) }))
    .sort((a, b) => {
      if (a.fact.on !== b.fact.on) return a.fact.on < b.fact.on ? -1 : 1;
      return a.kindRank - b.kindRank || a.rank - b.rank || (a.text < b.text ? -1 : 1);
    })
    .map(({ fact }) => fact);
}

/** The day from which days to pay and to report run at the earliest (`runsFrom`); `unsigned` where nobody has signed. */
export function runsFromOn(facts: readonly ContractFact[], unsigned: Day): Day {
  const [signed] = factsOf(facts, 'signed');
  return signed ? laterDay(signed.on, signed.concludedOn ?? '') : unsigned;
}

/** The facts of one kind. */
export const factsOf = <Kind extends FactKind>(facts: readonly ContractFact[], ...kinds: readonly Kind[]) => {
  const wanted: readonly FactKind[] = kinds;
  return facts.filter((fact): fact is FactOf<Kind> => wanted.includes(fact.kind));
};

/** Reports by period, each in the order in which they count; the last one is the truth of that day. */
export function reportsByPeriod(facts: readonly ContractFact[]): ReadonlyMap<string, Report[]> {
  const reports = new Map<string, Report[]>();
  for (const report of factsOf(facts, 'statement', 'restatement')) {
    const own = reports.get(report.period);
    if (own) own.push(report);
    else reports.set(report.period, [report]);
  }
  return reports;
}
