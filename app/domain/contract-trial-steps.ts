import type { MemberRole } from './access.ts';
import { contractDeedRoles, type ContractSide, otherContractSide } from './contract-deeds.ts';
import { ask, askBy, dayIn, step, type Step, type StepFacts, type TrialFacts } from './contract-step.ts';
import { type Day, diffDays } from './days.ts';

/** From so many days before its last day on the evaluation report is asked for; earlier it is only announced. */
const reportAskedDays = 30;

interface TrialSteps {
  /** What ends the contract unless somebody acts. */
  readonly first: readonly Step[];
  readonly now: readonly Step[];
  /** What only time brings about. */
  readonly later: readonly Step[];
}

const nothing: TrialSteps = { first: [], now: [], later: [] };

/**
 * Who must act by when in delivery and trial, by the trial's machine: the licensor delivers, the licensee inspects, reports and
 * decides; silence after the trial is exit and ends the contract, so it is told before everything else.
 */
export function trialSteps(facts: StepFacts): TrialSteps {
  const { trial } = facts;
  switch (trial?.state) {
    case 'delivering':
      return { ...nothing, now: [deliverStep(facts, trial)] };
    case 'handed_in':
      return { ...nothing, now: [inspectStep(facts, trial)] };
    case 'running':
      return runningSteps(facts, trial);
    case 'deciding':
      return { ...nothing, first: [decideStep(facts, trial)], now: reportAnswer(facts, trial) };
    default:
      return nothing;
  }
}

/** What is said of a running trial beside a step of something else; nothing before delivery is accepted or once it is over. */
export const trialNote = (facts: StepFacts): string =>
  facts.trial?.state === 'running' && facts.trial.endsOn !== null
    ? `试用至 ${dayIn(facts, facts.trial.endsOn)}，不收使用费。`
    : '';

/** The licensee left: the data of the trial, while they are awaited. */
export function dataStep(facts: StepFacts): Step[] {
  const dueOn = facts.trial?.dataBy ?? null;
  if (dueOn === null) return [];
  const by = contractDeedRoles.report;
  const title = askBy(facts, 'licensee', dueOn, '提交试用数据', by);
  return [step({ key: 'trial_data', place: 'trial', turn: 'licensee', title, dueOn, by })];
}

function deliverStep(facts: StepFacts, { deliverBy, months }: TrialFacts): Step {
  const detail =
    months === 0
      ? '不约定试用，验收合格即为正式实施。'
      : `试用从交付验收合格起算，为期 ${months} 个月，试用期不收使用费。`;
  const by = contractDeedRoles.handIn;
  const place = { key: 'deliver', place: 'trial', turn: 'licensor', dueOn: deliverBy, by } as const;
  return step({ ...place, title: byOr(facts, 'licensor', deliverBy, '交付约定的资料和样品', by), detail });
}

function inspectStep(facts: StepFacts, { inspectBy, months }: TrialFacts): Step {
  const detail = `${months === 0 ? '合格即为正式实施' : '合格则试用从当天开始'}；不合格写明缺什么，退回补齐。`;
  const by = contractDeedRoles.takeOver;
  const place = { key: 'inspect', place: 'trial', turn: 'licensee', dueOn: inspectBy, by } as const;
  return step({ ...place, title: byOr(facts, 'licensee', inspectBy, '按清单验收交付', by), detail });
}

/** The report lies before the other side, which confirms it or says where it sees things otherwise. */
function reportAnswer(facts: StepFacts, { reportFrom }: TrialFacts): Step[] {
  if (!reportFrom) return [];
  const turn = otherContractSide(reportFrom);
  const by = contractDeedRoles.report;
  const title = `${ask(facts, turn, by)}确认${facts.sides[reportFrom]}提交的试用评价报告，或者写不同意见`;
  return [step({ key: 'trial_report_answer', place: 'trial', turn, title, by })];
}

function runningSteps(facts: StepFacts, trial: TrialFacts): TrialSteps {
  const { endsOn, decideBy, reportBy } = trial;
  const isAsked = reportBy !== null && diffDays(facts.today, reportBy) <= reportAskedDays;
  const place = { key: 'trial_report', place: 'trial', dueOn: reportBy } as const;
  const report = reportBy && {
    asked: step({
      ...place,
      turn: 'licensee',
      by: contractDeedRoles.report,
      title: askBy(facts, 'licensee', reportBy, '提交试用评价报告', contractDeedRoles.report),
      detail: '对方也可以提交；期满前后按它决定转正、延长或者退出。',
    }),
    later: step({
      ...place,
      title: `试用评价报告应由${facts.sides.licensee}在 ${dayIn(facts, reportBy)}前提交，${facts.sides.licensor}也可以提交`,
    }),
  };
  const decide =
    endsOn !== null && decideBy !== null
      ? [
          step({
            key: 'trial',
            place: 'trial',
            title: `试用至 ${dayIn(facts, endsOn)}；最迟 ${dayIn(facts, decideBy)}决定转正、延长或者退出，不选视为退出，合同解除`,
            detail: '试用期不收使用费。',
            dueOn: endsOn,
          }),
        ]
      : [];
  return {
    first: [],
    now: [...reportAnswer(facts, trial), ...(report && isAsked ? [report.asked] : [])],
    later: [...(report && !isAsked ? [report.later] : []), ...decide],
  };
}

function decideStep(facts: StepFacts, { endsOn, decideBy }: TrialFacts): Step {
  const by = contractDeedRoles.convert;
  const place = { key: 'decide', place: 'trial', turn: 'licensee', dueOn: decideBy, by } as const;
  if (decideBy !== null && decideBy < facts.today) {
    const title = `到 ${dayIn(facts, decideBy)}没有书面决定，视为退出，合同随之解除`;
    return step({ ...place, turn: null, title });
  }
  const title = byOr(facts, 'licensee', decideBy, '决定转为正式实施、延长试用或者退出', by);
  const ended = endsOn === null ? '试用期已满' : `试用期已于 ${dayIn(facts, endsOn)}满`;
  return step({ ...place, title, detail: `${ended}；到期不作选择，视为退出，合同解除。` });
}

const byOr = (
  facts: StepFacts,
  side: ContractSide,
  dueOn: Day | null,
  deed: string,
  by: readonly MemberRole[],
): string => (dueOn === null ? `${ask(facts, side, by)}${deed}` : askBy(facts, side, dueOn, deed, by));
