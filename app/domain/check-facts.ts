import { movingFacts } from './bearing-facts.ts';
import { computeClaims, openHorizon } from './compute-claims.ts';
import { type ContractFact, type FactOf, factsOf, inOrder, type Report } from './compute-facts.ts';
import type { PayLaterTerms } from './contract.ts';
import type { Day } from './days.ts';
import { type RoyaltyRun, royaltyRun } from './royalty-run.ts';

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
  const back = signed.concludedOn !== undefined && signed.concludedOn < signed.on;
  const concluded = back ? [finding(signed, 'concludedOn', `lies before signing on ${signed.on}`)] : [];
  const early = facts.filter((fact) => fact.kind !== 'opening_balance' && fact.on < signed.on);
  return [
    ...twice,
    ...ids,
    ...concluded,
    ...early.map((fact) => finding(fact, 'on', `lies before signing on ${signed.on}`)),
  ];
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

/** The end of a right is known no earlier than it came, stops milestones that are there, and is taken back once it was known. */
const checkLosses: Check = (terms, facts) => {
  const lost = factsOf(facts, 'patent_lost');
  return [
    ...lost
      .filter(({ on, lostOn = on }) => lostOn > on)
      .map((fact) => finding(fact, 'lostOn', 'lies after the day from which both sides went by it')),
    ...lost
      .filter(({ stops = [] }) => stops.some((position) => position > terms.milestones.length))
      .map((fact) => finding(fact, 'stops', `the terms have ${terms.milestones.length} milestones`)),
    ...factsOf(facts, 'patent_restored')
      .filter(({ on, loss }) => !lost.some((one) => one.on <= on && (loss === undefined || one.id === loss)))
      .map((fact) => finding(fact, 'loss', 'no such fact "patent_lost" before this day')),
  ];
};

/** What the reports are held against, looked up once for all of them. */
interface Filed {
  readonly runOn: (day: Day) => RoyaltyRun;
  /** The first statement of a period, an estimate too; the first in full; how many restatements of a day have one number. */
  readonly first: ReadonlyMap<string, Report>;
  readonly full: ReadonlyMap<string, Report>;
  readonly twins: ReadonlyMap<string, number>;
}

const twinKey = ({ period, on, n }: FactOf<'restatement'>): string => `${period} ${on} ${n}`;

function filed(terms: PayLaterTerms, facts: readonly ContractFact[]): Filed {
  const moving = movingFacts(terms, facts);
  const runs = new Map<Day, RoyaltyRun>();
  const statements = factsOf(facts, 'statement').toReversed();
  const twins = new Map<string, number>();
  for (const report of factsOf(facts, 'restatement')) twins.set(twinKey(report), (twins.get(twinKey(report)) ?? 0) + 1);
  return {
    runOn: (day) => {
      const found = runs.get(day);
      if (found) return found;
      const known = moving.filter(({ on }) => on <= day);
      const run = royaltyRun(terms, known, day);
      runs.set(day, run);
      return run;
    },
    first: new Map(statements.map((statement) => [statement.period, statement])),
    full: new Map(statements.filter(({ isEstimate }) => !isEstimate).map((statement) => [statement.period, statement])),
    twins,
  };
}

function checkReport(terms: PayLaterTerms, { runOn, first, full, twins }: Filed, report: Report): FactFinding[] {
  const { royalty } = terms;
  if (royalty === null) return [finding(report, 'period', 'the terms have no royalty')];
  const { periods, ended } = runOn(report.on);
  const period = periods.find(({ key }) => key === report.period);
  if (!period) {
    const [from, to] = [periods[0]?.key, periods.at(-1)?.key];
    const why = ended ? `; they ended on ${ended.on} (${ended.reason})` : '';
    const range = from ? `royalty periods run from ${from} to ${to}` : 'no royalty period has begun';
    return [finding(report, 'period', `the contract has no period ${report.period}: ${range}${why}`)];
  }
  const findings = report.deductions.flatMap(({ name }, i) =>
    royalty.deductions.some((agreed) => agreed.name === name)
      ? []
      : [finding(report, `deductions[${i}].name`, `"${name}" is not agreed as a deduction`)],
  );
  const inFull = full.get(report.period);
  if (report.kind === 'restatement') {
    if ((first.get(report.period)?.on ?? openHorizon) > report.on)
      findings.push(finding(report, 'period', `${report.period} was not reported before, nothing to restate`));
    if ((twins.get(twinKey(report)) ?? 0) > 1)
      findings.push(finding(report, 'n', `two restatements of ${report.period} on one day: tell them apart by n`));
    return findings;
  }
  if (report.isEstimate) {
    if (inFull && inFull.on <= report.on)
      findings.push(finding(report, 'isEstimate', `reported in full on ${inFull.on}`));
    return findings;
  }
  if (report.on < period.endOn) {
    findings.push(finding(report, 'on', `${report.period} ends on ${period.endOn}: before that only an estimate`));
  }
  if (inFull !== report) {
    findings.push(finding(report, 'period', `${report.period} was reported on ${inFull?.on}: file a restatement`));
  }
  return findings;
}

function checkReports(terms: PayLaterTerms, facts: readonly ContractFact[]): FactFinding[] {
  const all = filed(terms, facts);
  return factsOf(facts, 'statement', 'restatement').flatMap((report) => checkReport(terms, all, report));
}

const checkBuyOut: Check = (terms, facts) =>
  terms.royalty?.buyOut ? [] : factsOf(facts, 'buy_out').map((fact) => finding(fact, 'kind', 'no buy-out is agreed'));

/** Money must name claims that follow from the facts, and receipts that are there. */
const checkMoney: Check = (terms, facts) => {
  const asOf = facts.at(-1)?.on ?? openHorizon;
  const naming = factsOf(facts, 'invoice', 'receipt', 'interest_waived').filter(({ claim }) => claim !== null);
  const known = naming.length === 0 ? [] : computeClaims(terms, facts, { asOf, horizon: openHorizon });
  const keys = new Set(known.map(({ key }) => key));
  const claims = naming.flatMap((fact) =>
    fact.claim === null || keys.has(fact.claim.replace(/^interest:/, ''))
      ? []
      : [finding(fact, 'claim', `no obligation "${fact.claim}" follows from these facts`)],
  );
  const receipts = new Map(factsOf(facts, 'receipt').map((receipt) => [receipt.id, receipt]));
  const returns = factsOf(facts, 'receipt_returned').flatMap((fact) => {
    const receipt = receipts.get(fact.receipt);
    if (!receipt || receipt.on > fact.on)
      return [finding(fact, 'receipt', `no receipt "${fact.receipt}" before this day`)];
    const tooMuch = fact.amountFen !== null && fact.amountFen > receipt.amountFen;
    return tooMuch ? [finding(fact, 'amountFen', 'more than the receipt')] : [];
  });
  const waivers = factsOf(facts, 'interest_waived')
    .filter(({ claim }) => !claim.startsWith('interest:'))
    .map((fact) => finding(fact, 'claim', 'only default interest is waived: interest:<key>'));
  return [...claims, ...returns, ...waivers];
};

/**
 * Looks over facts before they are computed; finds everything at once. Facts that no contract of these terms can have are
 * refused: deeds before signing, milestones or periods that are not there, a second statement that should be a
 * restatement, deductions that were not agreed, money for claims that do not follow.
 */
export function checkFacts(terms: PayLaterTerms, given: readonly ContractFact[]): FactFinding[] {
  const facts = inOrder(given);
  const checks = [checkCourse, checkTrial, checkMilestones, checkLosses, checkReports, checkBuyOut];
  const findings = checks.flatMap((check) => check(terms, facts));
  // The claims can be computed only from facts that are sound so far.
  return findings.length > 0 ? findings : checkMoney(terms, facts);
}
