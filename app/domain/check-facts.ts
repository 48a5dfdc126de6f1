import { computeClaims, openHorizon } from './compute-claims.ts';
import { type ContractFact, factsOf, inOrder, type Report } from './compute-facts.ts';
import type { PayLaterTerms } from './contract.ts';
import { royaltyRun } from './royalty-run.ts';

/** What is wrong with a fact. `fact` is the one that complains; null: the facts as a whole. */
export interface FactFinding {
  readonly fact: ContractFact | null;
  readonly path: string;
  readonly says: string;
}

type Check = (terms: PayLaterTerms, facts: readonly ContractFact[]) => FactFinding[];
const finding = (fact: ContractFact | null, path: string, says: string): FactFinding => ({ fact, path, says });

const onlyOnce = ['signed', 'delivered', 'first_sale', 'buy_out', 'termination'] as const;

/** Signed once and first; a few deeds happen once; an id names one fact. */
const checkCourse: Check = (_terms, facts) => {
  const [signed] = factsOf(facts, 'signed');
  const twice = onlyOnce.flatMap((kind) =>
    factsOf(facts, kind)
      .slice(1)
      .map((fact) => finding(fact, 'kind', `"${kind}" can happen only once`)),
  );
  const named = new Map<string, ContractFact>();
  const ids = facts.flatMap((fact) => {
    if (fact.id === undefined) return [];
    const first = named.get(fact.id);
    named.set(fact.id, first ?? fact);
    return first ? [finding(fact, 'id', `id "${fact.id}" already names another fact`)] : [];
  });
  if (!signed) return [finding(null, 'kind', 'no fact of kind "signed": nothing is owed before both have signed')];
  const early = facts.filter((fact) => fact.kind !== 'opening_balance' && fact.on < signed.on);
  return [...twice, ...ids, ...early.map((fact) => finding(fact, 'on', `lies before signing on ${signed.on}`))];
};

const checkTrial: Check = (terms, facts) => {
  const decisions = factsOf(facts, 'trial_decision');
  const extensions = decisions.filter(({ decision }) => decision === 'extend');
  const final = decisions.filter(({ decision }) => decision !== 'extend');
  return [
    ...(terms.trial.extensionMonths === 0
      ? extensions.map((fact) => finding(fact, 'decision', 'the terms allow no extension'))
      : extensions.slice(1).map((fact) => finding(fact, 'decision', 'the trial can be extended only once'))),
    ...final.slice(1).map((fact) => finding(fact, 'decision', `the trial was decided on ${final[0]?.on}`)),
  ];
};

const checkMilestones: Check = (terms, facts) =>
  factsOf(facts, 'milestone_submitted', 'milestone_accepted', 'milestone_rejected', 'milestone_disputed')
    .filter(({ milestone }) => milestone > terms.milestones.length)
    .map((fact) => finding(fact, 'milestone', `the terms have ${terms.milestones.length} milestones`));

const firstOf = (facts: readonly ContractFact[], report: Report) =>
  factsOf(facts, 'statement').find(({ period, isEstimate }) => period === report.period && !isEstimate);

function checkReport(terms: PayLaterTerms, facts: readonly ContractFact[], report: Report): FactFinding[] {
  const { royalty } = terms;
  if (royalty === null) return [finding(report, 'period', 'the terms have no royalty')];
  const known = facts.filter(({ on }) => on <= report.on);
  const { periods, ended } = royaltyRun(terms, known, report.on);
  const period = periods.find(({ key }) => key === report.period);
  if (!period) {
    const [first, last] = [periods[0]?.key, periods.at(-1)?.key];
    const why = ended ? `; they ended on ${ended.on} (${ended.reason})` : '';
    const range = first ? `royalty periods run from ${first} to ${last}` : 'no royalty period has begun';
    return [finding(report, 'period', `the contract has no period ${report.period}: ${range}${why}`)];
  }
  const findings = report.deductions.flatMap(({ name }, i) =>
    royalty.deductions.some((agreed) => agreed.name === name)
      ? []
      : [finding(report, `deductions[${i}].name`, `"${name}" is not agreed as a deduction`)],
  );
  if (report.kind === 'restatement') {
    const before = factsOf(known, 'statement').some((fact) => fact.period === report.period);
    const twin = factsOf(facts, 'restatement').find(
      (fact) => fact !== report && fact.period === report.period && fact.on === report.on && fact.n === report.n,
    );
    if (!before)
      findings.push(finding(report, 'period', `${report.period} was not reported before, nothing to restate`));
    if (twin)
      findings.push(finding(report, 'n', `two restatements of ${report.period} on one day: tell them apart by n`));
    return findings;
  }
  if (report.isEstimate) {
    const actual = firstOf(facts, report);
    if (actual && actual.on <= report.on)
      findings.push(finding(report, 'isEstimate', `reported in full on ${actual.on}`));
    return findings;
  }
  if (report.on < period.endOn) {
    findings.push(finding(report, 'on', `${report.period} ends on ${period.endOn}: before that only an estimate`));
  }
  const first = firstOf(facts, report);
  if (first !== report) {
    findings.push(finding(report, 'period', `${report.period} was reported on ${first?.on}: file a restatement`));
  }
  return findings;
}

const checkReports: Check = (terms, facts) =>
  factsOf(facts, 'statement', 'restatement').flatMap((report) => checkReport(terms, facts, report));

const checkBuyOut: Check = (terms, facts) =>
  terms.royalty?.buyOut ? [] : factsOf(facts, 'buy_out').map((fact) => finding(fact, 'kind', 'no buy-out is agreed'));

/** Money must name claims that follow from the facts, and receipts that are there. */
const checkMoney: Check = (terms, facts) => {
  const asOf = facts.at(-1)?.on ?? openHorizon;
  const keys = new Set(computeClaims(terms, facts, { asOf, horizon: openHorizon }).map(({ key }) => key));
  const isKnown = (claim: string): boolean => keys.has(claim.replace(/^interest:/, ''));
  const claims = factsOf(facts, 'invoice', 'receipt').flatMap((fact) =>
    fact.claim === null || isKnown(fact.claim)
      ? []
      : [finding(fact, 'claim', `no obligation "${fact.claim}" follows from these facts`)],
  );
  const returns = factsOf(facts, 'receipt_returned').flatMap((fact) => {
    const receipt = factsOf(facts, 'receipt').find(({ id, on }) => id === fact.receipt && on <= fact.on);
    if (!receipt) return [finding(fact, 'receipt', `no receipt "${fact.receipt}" before this day`)];
    const tooMuch = fact.amountFen !== null && fact.amountFen > receipt.amountFen;
    return tooMuch ? [finding(fact, 'amountFen', 'more than the receipt')] : [];
  });
  return [...claims, ...returns];
};

/**
 * Looks over facts before they are computed; finds everything at once. Facts that no contract of these terms can have are
 * refused: deeds before signing, milestones or periods that are not there, a second statement that should be a
 * restatement, deductions that were not agreed, money for claims that do not follow.
 */
export function checkFacts(terms: PayLaterTerms, given: readonly ContractFact[]): FactFinding[] {
  const facts = inOrder(given);
  const checks = [checkCourse, checkTrial, checkMilestones, checkReports, checkBuyOut];
  const findings = checks.flatMap((check) => check(terms, facts));
  // The claims can be computed only from facts that are sound so far.
  return findings.length > 0 ? findings : checkMoney(terms, facts);
}
