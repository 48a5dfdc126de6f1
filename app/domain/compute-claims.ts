import { bearingFacts, knownOn, movingFacts, stirringDays } from './bearing-facts.ts';
import { claimClock } from './claim-clock.ts';
import type { Pause } from './claim-dispute.ts';
import { type Charge, type ChargeKind, type Charges, chargesOn } from './charges-on.ts';
import type { Clause } from './compute-clauses.ts';
import { type ContractFact, factsOf, inOrder, runsFromOn } from './compute-facts.ts';
import type { Step } from './compute-steps.ts';
import type { PayLaterTerms } from './contract.ts';
import { addDays, type Day, laterDay } from './days.ts';
import { hasMinimum } from './later-rates.ts';
import type { Fen } from './money.ts';
import { silenceEndsOn } from './milestone-outcome.ts';
import { lastDayOf } from './rest-days.ts';
import { overdueOn, royaltyRun } from './royalty-run.ts';
import { underCap } from './under-cap.ts';

export type ClaimKind = ChargeKind | 'adjustment' | 'credit';

/** Why a sum that stood was changed by a later line. */
type ClaimReason = 'true_up' | 'restatement' | 'consequence';

/** One line of what a contract costs. Lines are only added; a change is an adjustment (more) or a credit (less). */
export interface Claim {
  /** The subject, `royalty:2027Q1`, and for later lines of it a number, `royalty:2027Q1#2`. */
  readonly key: string;
  readonly subject: string;
  readonly kind: ClaimKind;
  readonly reason: ClaimReason | null;
  readonly milestone: number | null;
  readonly period: string | null;
  readonly contractYear: number | null;
  /** The day on which it followed from the facts. */
  readonly arisesOn: Day;
  /** Last day to pay in time; null for a credit, a disputed claim, and while the agreed invoice is missing. */
  readonly dueOn: Day | null;
  /** Negative only for a credit. */
  readonly amountFen: Fen;
  readonly isFrozen: boolean;
  /** Days of disputes that do not count as late; absent where there are none. */
  readonly pauses?: readonly Pause[];
  readonly clause: Clause;
  /** The working; the amounts after `base` sum to `amountFen`. */
  readonly steps: readonly Step[];
}

interface Charged {
  readonly amountFen: Fen;
  readonly lines: number;
}

/** Why this subject changed on this day: its own report, or something else that shifted tiers, minima or credits. */
function reasonOf(charge: Charge, news: readonly ContractFact[]): ClaimReason {
  const own = factsOf(news, 'statement', 'restatement').find(({ period }) => period === charge.period);
  if (own === undefined) return 'consequence';
  return own.kind === 'restatement' ? 'restatement' : 'true_up';
}

/** Why a subject that stood costs nothing any more. */
function goneStep(terms: PayLaterTerms, { milestone }: Charge, news: readonly ContractFact[]): Step {
  const own = terms.milestones[(milestone ?? 0) - 1];
  if (own === undefined) return { rule: 'no_longer', amountFen: 0n };
  const isBySales = own.trigger === 'sales_reached' && factsOf(news, 'statement', 'restatement').length > 0;
  const step = { name: own.name, amountFen: 0n };
  return isBySales ? { ...step, rule: 'sales_below', ofFen: own.triggerFen ?? 0n } : { ...step, rule: 'no_longer' };
}

/** The days to pay begin as agreed where a claim arises as early as it can, and never before it arises, nor before `from`. */
const payFrom = ({ startOn, earliestOn = startOn }: Charge, today: Day, from: Day): Day =>
  laterDay(today <= earliestOn ? startOn : today, from);

/** The lines that a day adds: for each subject what it now costs less what it cost before, as far as the cap leaves it. */
function linesOf(
  terms: PayLaterTerms,
  { charges, openingFen }: Charges,
  given: { news: readonly ContractFact[]; today: Day; from: Day; charged: Map<string, Charged & { last: Charge }> },
): Claim[] {
  const { news, today, from, charged } = given;
  const capFen = terms.royalty?.capFen ?? null;
  const standing = new Set(charges.map(({ subject }) => subject));
  const gone = [...charged.values()]
    .filter(({ last, amountFen }) => amountFen !== 0n && !standing.has(last.subject))
    .map(({ last }): Charge => ({ ...last, amountFen: 0n, steps: [goneStep(terms, last, news)] }));
  let totalFen = [...charged.values()].reduce((sum, { amountFen }) => sum + amountFen, openingFen);
  return [...charges, ...gone].flatMap((charge): Claim[] => {
    const before = charged.get(charge.subject);
    const changeFen = charge.amountFen - (before?.amountFen ?? 0n);
    // A minimum that nothing lacks is no line; a nil report is one.
    if (before ? changeFen === 0n : charge.kind === 'minimum' && changeFen === 0n) return [];
    const amountFen = underCap(changeFen, capFen, totalFen);
    totalFen += changeFen;
    const lines = (before?.lines ?? 0) + 1;
    charged.set(charge.subject, { amountFen: charge.amountFen, lines, last: charge });
    const cut: Step[] =
      amountFen === changeFen ? [] : [{ rule: 'over_cap', ofFen: capFen ?? 0n, amountFen: amountFen - changeFen }];
    const setOff: Step[] = before ? [{ rule: 'charged_before', amountFen: -before.amountFen }] : [];
    return [
      {
        key: lines === 1 ? charge.subject : `${charge.subject}#${lines}`,
        subject: charge.subject,
        kind: amountFen < 0n ? 'credit' : before ? 'adjustment' : charge.kind,
        reason: before ? reasonOf(charge, news) : null,
        milestone: charge.milestone,
        period: charge.period,
        contractYear: charge.contractYear,
        arisesOn: today,
        dueOn:
          amountFen < 0n || charge.isFrozen
            ? null
            : lastDayOf(
                terms,
                laterDay(addDays(before ? today : payFrom(charge, today, from), charge.payWithinDays), today),
              ),
        amountFen,
        isFrozen: charge.isFrozen,
        clause: charge.clause,
        steps: [...charge.steps, ...setOff, ...cut],
      },
    ];
  });
}

/** Days on which something can follow from the facts: their own, the end of a silence, an agreed date, the day after a report's last. */
function moments(terms: PayLaterTerms, facts: readonly ContractFact[], until: Moments): Day[] {
  const days = stirringDays(terms, facts);
  for (const { on, milestone } of factsOf(facts, 'milestone_submitted')) {
    const agreed = terms.milestones[milestone - 1];
    if (agreed) days.add(silenceEndsOn(agreed, on, terms));
  }
  const signedOn = runsFromOn(facts, '');
  for (const { trigger, triggerOn } of terms.milestones) {
    if (trigger === 'on_date' && triggerOn !== null) days.add(laterDay(triggerOn, signedOn));
    if (trigger === 'signed' && signedOn !== '') days.add(signedOn);
  }
  const { royalty } = terms;
  if (royalty && hasMinimum(royalty)) {
    const moving = movingFacts(terms, facts);
    const stirring = [...stirringDays(terms, moving).add(until.asOf)].sort();
    for (const { today, known } of knownOn(terms, moving, stirring)) {
      const { periods } = royaltyRun(terms, known, today);
      for (const lateOn of periods.map(overdueOn)) if (lateOn <= until.asOf) days.add(lateOn);
    }
  }
  return [...days].filter((day) => day <= until.horizon).sort();
}

interface Moments {
  readonly asOf: Day;
  readonly horizon: Day;
}

/** The days to pay of a claim as agreed. */
const payDaysOf = (terms: PayLaterTerms, { milestone }: Claim): number =>
  milestone === null ? (terms.royalty?.payWithinDays ?? 0) : (terms.milestones[milestone - 1]?.payWithinDays ?? 0);

/**
 * The claims with their last day to pay, as invoices and disputes leave it: one rule with the platform (`endDispute`). A claim that a
 * dispute took away was never late. `paidOn` gives the day on which a claim was paid whole, which ends a dispute of it.
 */
export function withClocks(
  terms: PayLaterTerms,
  facts: readonly ContractFact[],
  claims: readonly Claim[],
  { asOf, horizon, paidOn = () => null }: Moments & { readonly paidOn?: (claim: Claim) => Day | null },
): Claim[] {
  const isInvoiceFirst = terms.invoicing === 'invoice_first';
  // The first invoice of a claim counts.
  const invoices = new Map(
    factsOf(facts, 'invoice')
      .toReversed()
      .map((invoice) => [invoice.claim, invoice]),
  );
  const disputed = new Set(factsOf(facts, 'milestone_disputed').map(({ milestone }) => milestone));
  const { charges } = chargesOn(terms, facts, asOf, horizon);
  const ofSubject = new Map(charges.map((charge) => [charge.subject, charge]));
  return claims.map((claim) => {
    if (claim.amountFen < 0n) return claim;
    const isDisputed = claim.kind === 'milestone' && disputed.has(claim.milestone ?? 0);
    const charge = ofSubject.get(claim.subject);
    if (isDisputed && !charge) return { ...claim, dueOn: null };
    const disputes = (isDisputed && charge?.disputes) || [];
    const startOn = laterDay(laterDay(charge?.startOn ?? '', runsFromOn(facts, '')), claim.arisesOn);
    const dueOn = isDisputed && charge ? lastDayOf(terms, addDays(startOn, charge.payWithinDays)) : claim.dueOn;
    const invoice = isInvoiceFirst ? invoices.get(claim.key) : undefined;
    const isWaiting = isInvoiceFirst && invoice === undefined;
    if (dueOn === null) return claim;
    const { pauses, ...clock } = claimClock({
      dueOn,
      disputes,
      invoiced: invoice ? { on: invoice.on, dueOn: addDays(invoice.on, payDaysOf(terms, claim)) } : null,
      paidOn: paidOn(claim),
      lastDay: (day) => lastDayOf(terms, day),
    });
    return { ...claim, ...clock, ...(isWaiting ? { dueOn: null } : {}), ...(pauses.length > 0 ? { pauses } : {}) };
  });
}

/** The last day of an open question: silence and agreed dates are taken to their end. */
export const openHorizon: Day = '9999-12-31';

/**
 * Every claim that follows from terms and facts, line by line, in the order of time. Each day's facts are set against what
 * was charged before: the first sum of a subject is its claim, a later change is an adjustment or a credit, never an edit. The
 * days to pay never begin before a claim arises. The
 * cap counts everything together. Facts after `asOf` are not known yet; `horizon` says how far silence and agreed dates
 * run (by itself `asOf`). Idempotent; the order of the facts does not matter; a later `asOf` only adds lines.
 * 3 % of 1,000,000.00 reported, restated to 900,000.00 → 30,000.00, then a credit of 3,000.00.
 */
export function computeClaims(
  terms: PayLaterTerms,
  given: readonly ContractFact[],
  { asOf, horizon = asOf }: { readonly asOf: Day; readonly horizon?: Day },
): Claim[] {
  const facts = inOrder(given, asOf);
  const charged = new Map<string, Charged & { last: Charge }>();
  const claims: Claim[] = [];
  const bearing = bearingFacts(terms, facts);
  for (const { today, known, news } of knownOn(terms, bearing, moments(terms, bearing, { asOf, horizon }))) {
    const charges = chargesOn(terms, known, today < asOf ? today : asOf, today);
    claims.push(...linesOf(terms, charges, { news, today, from: runsFromOn(facts, ''), charged }));
  }
  return withClocks(terms, facts, claims, { asOf, horizon });
}
