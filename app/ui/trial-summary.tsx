import type { Day } from '#app/domain/days.ts';
import type { SideNames } from '#app/domain/contract-kind.ts';
import { usualDecisionDays, type PayLaterTerms } from '#app/domain/contract.ts';
import { labelOf } from '#app/domain/machine.ts';
import { trialMachine, type TrialState } from '#app/domain/trial-machine.ts';
import { ButtonLink } from './button.tsx';
import { NextStepCard } from './next-step-card.tsx';
import type { Shape } from './state-shape.tsx';
import { StateMark } from './state-mark.tsx';
import type { Tone } from './tone.ts';

interface TrialSummaryProps {
  contract: { readonly id: string };
  sides: SideNames;
  terms: PayLaterTerms;
  trial: {
    readonly state: TrialState;
    readonly startsOn: string | null;
    readonly endsOn: string | null;
    readonly decideBy: string | null;
    readonly extendedOn: string | null;
    readonly decidedOn: string | null;
    readonly decidedHow: 'notice' | 'conduct' | 'silence' | null;
  };
  /** Until when what is awaited now is to come; null where no day runs. */
  awaits: {
    readonly deliverBy: Day | null;
    readonly inspectBy: Day | null;
    readonly reportBy: Day | null;
    readonly dataBy: Day | null;
  };
  /** 请, or whom the reader waits for. */
  who: { readonly deliver: string; readonly inspect: string; readonly decide: string };
  today: Day;
  deeds: readonly string[];
}

const looks: Readonly<Record<TrialState, readonly [Tone, Shape]>> = {
  delivering: ['attention', 'clock'],
  handed_in: ['attention', 'half'],
  running: ['gold', 'diamond'],
  deciding: ['attention', 'alert'],
  converted: ['good', 'check'],
  exited: ['neutral', 'cross'],
  cancelled: ['neutral', 'cross'],
};

const hows = { notice: '书面决定', conduct: '期满后继续履行，视为转正', silence: '逾期未作选择，视为退出' } as const;

/** 待交付, 试用中, 试用期满待决定 … */
export function TrialMark({ state, boxed }: { state: TrialState; boxed?: boolean }) {
  return (
    <StateMark tone={looks[state][0]} shape={looks[state][1]} boxed={boxed}>
      {labelOf(trialMachine, state)}
    </StateMark>
  );
}

/** Where delivery and trial stand, and who acts next. */
export function TrialSummary(props: TrialSummaryProps) {
  const { contract, trial, awaits, deeds } = props;
  const { title, detail } = wordsOf(props);
  const begun = props.terms.trial.months === 0 ? '交付验收合格，正式实施' : '交付验收合格，试用开始';
  return (
    <NextStepCard
      state={<TrialMark state={trial.state} boxed />}
      title={title}
      detail={detail}
      actions={
        <>
          {deeds.includes('handIn') && (
            <ButtonLink look="primary" to={`/desk/contracts/${contract.id}/trial/file?for=delivery`}>
              去交付
            </ButtonLink>
          )}
          {deeds.includes('takeOver') && (
            <ButtonLink look="primary" to="#inspect">
              去验收交付
            </ButtonLink>
          )}
          {deeds.includes('convert') && (
            <ButtonLink look={trial.state === 'deciding' ? 'primary' : 'secondary'} to="#decide">
              转正、延长或退出
            </ButtonLink>
          )}
        </>
      }
      upcoming={[
        ...(awaits.deliverBy ? [{ key: 'deliver', on: awaits.deliverBy, text: '最晚交付' }] : []),
        ...(awaits.inspectBy ? [{ key: 'inspect', on: awaits.inspectBy, text: '最晚验收或者退回' }] : []),
        ...(trial.startsOn ? [{ key: 'start', on: trial.startsOn, text: begun }] : []),
        ...(trial.extendedOn ? [{ key: 'extended', on: trial.extendedOn, text: '双方同意延长试用' }] : []),
        ...(awaits.reportBy ? [{ key: 'report', on: awaits.reportBy, text: '最晚提交试用评价报告' }] : []),
        ...(trial.endsOn ? [{ key: 'end', on: trial.endsOn, text: '试用最后一天' }] : []),
        ...(trial.decidedOn && trial.decidedHow
          ? [{ key: 'decided', on: trial.decidedOn, text: hows[trial.decidedHow] }]
          : trial.decideBy
            ? [{ key: 'decide', on: trial.decideBy, text: '最晚决定，逾期视为退出' }]
            : []),
        ...(awaits.dataBy ? [{ key: 'data', on: awaits.dataBy, text: '最晚提交试用数据' }] : []),
      ]}
      upcomingTitle="日期"
    />
  );
}

function wordsOf({ trial: { state, endsOn, decideBy }, terms, sides, who, awaits, today }: TrialSummaryProps) {
  const days = terms.trial.decideWithinDays ?? usualDecisionDays;
  const isWithout = terms.trial.months === 0;
  const before = (day: Day | null) => (day === null ? '' : day < today ? `尽快（已过 ${day}）` : `在 ${day} 前`);
  const begins = isWithout ? '正式实施不开始' : '试用不起算';
  switch (state) {
    case 'delivering':
      return {
        title: `${who.deliver}${before(awaits.deliverBy)}交付资料和样品`,
        detail: `${isWithout ? '不约定试用，验收合格即为正式实施。' : `验收合格后开始 ${terms.trial.months} 个月试用。`}逾期没有交付的，${begins}，${sides.licensee}可以催告。`,
      };
    case 'handed_in':
      return {
        title: `${who.inspect}${before(awaits.inspectBy)}按清单验收交付`,
        detail: `${isWithout ? '合格即为正式实施' : '合格则试用从当天开始'}；不合格写明缺什么，退回补齐。逾期不答复不视为合格，${begins}，${sides.licensor}可以催告。`,
      };
    case 'running':
      return {
        title: `试用至 ${endsOn}，不收使用费`,
        detail: `期满后 ${days} 天内书面选择转正、延长或退出，不选视为退出。`,
      };
    case 'deciding':
      return { title: `${who.decide}在 ${decideBy} 前决定`, detail: '逾期不作选择，视为退出，合同解除。' };
    case 'converted':
      return {
        title: isWithout ? '已交付，正式实施' : '已转为正式实施',
        detail: terms.royalty ? '按合同申报收入、支付提成。' : '',
      };
    case 'exited':
      return {
        title: '已退出，合同解除',
        detail: '停止使用，返还或者销毁资料，提交试用数据；此前已到期的款项仍应支付。',
      };
    case 'cancelled':
      return { title: '合同已结束，试用终止', detail: '' };
  }
}
