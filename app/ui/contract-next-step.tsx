import type { ContractDeed, ContractSide } from '#app/domain/contract-deeds.ts';
import type { SideNames } from '#app/domain/contract-kind.ts';
import type { ContractState } from '#app/domain/contract-machine.ts';
import type { Step } from '#app/domain/contract-step.ts';
import type { MilestoneState } from '#app/domain/milestone.ts';
import { ButtonLink } from './button.tsx';
import { TermsDeeds } from './contract-deed-forms.tsx';
import { ContractMark } from './contract-mark.tsx';
import { NextStepCard } from './next-step-card.tsx';
import { PhoneActionBar } from './phone-action-bar.tsx';

type AskedStep = Step & { readonly isAsked: boolean };

interface ContractNextStepProps {
  contract: {
    readonly id: string;
    readonly dealId: string;
    readonly versionN: number;
    readonly state: ContractState;
    readonly proposedBySide: ContractSide;
  };
  /** `isAsked`: the reader himself can do it. */
  steps: readonly AskedStep[];
  deeds: readonly ContractDeed[];
  /** Null for the broker. */
  side: ContractSide | null;
  sides: SideNames;
  hasNotice: boolean;
  maySeeMoney: boolean;
  maySeeApproval: boolean;
  milestones: readonly {
    readonly id: string;
    readonly state: MilestoneState;
    readonly deeds: readonly ContractDeed[];
  }[];
}

const nothingLeft: Partial<Record<ContractState, string>> = {
  settled: '款项全部到账，没有要办的事',
  closed: '合同期限已届满，没有要办的事',
  terminated: '合同已解除，没有要办的事',
  withdrawn: '合同已撤回，没有要办的事',
};

/** The one next step of a contract with its button, and what comes after. */
export function ContractNextStep(props: ContractNextStepProps) {
  const [next, ...later] = props.steps;
  const mark = <ContractMark contract={props.contract} side={props.side} sides={props.sides} boxed />;
  if (next === undefined)
    return <NextStepCard state={mark} title={nothingLeft[props.contract.state] ?? '没有要办的事'} />;
  return (
    <NextStepCard
      state={mark}
      title={next.title}
      detail={next.detail}
      actions={<StepActions {...props} step={next} />}
      openUpcoming={4}
      upcoming={later.map((item) => ({
        key: item.key,
        on: item.dueOn ?? (item.place === 'milestone' ? '待成就' : item.turn === null ? '待定' : '待办'),
        text: item.title,
      }))}
    />
  );
}

/** On a phone the one next step stays in reach, when it is this reader's turn. */
export function ContractStepBar(props: ContractNextStepProps) {
  const [next] = props.steps;
  if (next === undefined || !next.isAsked) return null;
  if (next.place === 'terms' || next.place === 'none') return null;
  const words = {
    clearance: '在先合同',
    approval: '待审批',
    changes: '违约催告',
    owners: '共有权人',
    priority: '优先受让',
    sign: '请签署',
    pay: '收付',
    report: '请申报',
    return: '资料返还',
    publicity: '公示',
    milestone: '里程碑',
    trial: '交付与试用',
  };
  return (
    <PhoneActionBar
      title={next.key === 'change' ? '合同变更' : words[next.place]}
      detail={next.dueOn ? `${next.dueOn} 前` : undefined}
      action={<StepActions {...props} step={next} />}
    />
  );
}

function StepActions({ step, ...props }: ContractNextStepProps & { step: AskedStep }) {
  const { contract, deeds, side } = props;
  const { id, dealId, versionN } = contract;
  if (step.path !== null && side !== null) return <SigningAction contractId={id} step={step} path={step.path} />;
  switch (step.place) {
    case 'terms':
      return (
        <>
          <TermsDeeds
            dealId={dealId}
            versionN={versionN}
            deeds={deeds}
            differenceAt={step.key === 'revised' ? `/desk/contracts/${id}/terms` : undefined}
          />
          {step.key === 'annulled' && side && (
            <ButtonLink to={`/desk/contracts/${id}/publicity?version=${versionN}`}>看异议和答复</ButtonLink>
          )}
        </>
      );
    case 'clearance':
      return (
        <>
          {side === 'licensor' && (
            <ButtonLink look={step.isAsked ? 'primary' : 'secondary'} to={`/desk/contracts/${id}/clearance`}>
              {!step.isAsked ? '看在先合同' : step.key === 'clearance' ? '说明与在先合同的关系' : '去复核'}
            </ButtonLink>
          )}
          {contract.state === 'offered' && <TermsDeeds dealId={dealId} versionN={versionN} deeds={deeds} />}
        </>
      );
    case 'changes':
      return side ? (
        <ButtonLink to={`/desk/contracts/${id}/changes`}>
          {step.key === 'change' ? '看变更' : '看催告，去办理'}
        </ButtonLink>
      ) : null;
    case 'publicity':
      if (props.hasNotice && side) return <ButtonLink to={`/desk/contracts/${id}/publicity`}>看公示</ButtonLink>;
      return deeds.includes('publicise') ? <Primary to="#publicise">去公示</Primary> : null;
    case 'approval':
      if (!props.maySeeApproval) return null;
      return step.isAsked ? (
        <Primary to={`/desk/contracts/${id}/approval`}>去内部审批</Primary>
      ) : (
        <ButtonLink to={`/desk/contracts/${id}/approval`}>看内部审批</ButtonLink>
      );
    case 'owners':
      return side ? <ButtonLink to={`/desk/contracts/${id}/owners`}>看共有权人的同意</ButtonLink> : null;
    case 'priority':
      return side === 'licensor' ? (
        <ButtonLink to={`/desk/contracts/${id}/priority`}>看优先受让的征询</ButtonLink>
      ) : null;
    case 'sign':
      return step.isAsked && deeds.includes('sign') ? <Primary to="#sign">去签署</Primary> : null;
    case 'milestone':
      return <MilestoneAction step={step} contractId={id} milestones={props.milestones} />;
    case 'trial':
      return <TrialAction step={step} contractId={id} />;
    case 'pay':
      return props.maySeeMoney ? <PayAction step={step} side={side} /> : null;
    case 'report':
      if (side === null) return null;
      return step.isAsked ? (
        <Primary to={`/desk/contracts/${id}/statements`}>去申报</Primary>
      ) : (
        <ButtonLink to={`/desk/contracts/${id}/statements`}>看申报</ButtonLink>
      );
    case 'return':
      if (side === null) return null;
      return (
        <ButtonLink look={step.isAsked ? 'primary' : 'secondary'} to={`/desk/contracts/${id}/return`}>
          {step.isAsked ? (side === 'licensee' ? '填写返还或者销毁' : '去确认') : '看资料返还'}
        </ButtonLink>
      );
    case 'none':
      return null;
  }
}

const signingWords: Readonly<Record<string, { readonly asked: string; readonly look: string }>> = {
  'page-signing': { asked: '去办理', look: '看页面签署的安排' },
  signing: { asked: '去核对扫描件', look: '看用印扫描件' },
  'state-asset': { asked: '去登记', look: '看国有资产程序' },
  esign: { asked: '去电子签署', look: '看电子签署的进度' },
};

/** Signing that is done on a page of its own. */
function SigningAction({ contractId, step, path }: { contractId: string; step: AskedStep; path: string }) {
  const words = signingWords[path.replace(/\?.*$/u, '')];
  return (
    <ButtonLink look={step.isAsked ? 'primary' : 'secondary'} to={`/desk/contracts/${contractId}/${path}`}>
      {(step.isAsked ? words?.asked : words?.look) ?? '去看'}
    </ButtonLink>
  );
}

const Primary = ({ to, children }: { to: string; children: string }) => (
  <ButtonLink look="primary" to={to}>
    {children}
  </ButtonLink>
);

interface MilestoneActionProps extends Pick<ContractNextStepProps, 'milestones'> {
  step: AskedStep;
  contractId: string;
}

function MilestoneAction({ step, contractId, milestones }: MilestoneActionProps) {
  const own = milestones.find((row) => row.id === step.subjectId);
  const isMine = step.isAsked && (own?.deeds.length ?? 0) > 0;
  if (own?.state === 'rejected' && isMine) {
    return <Primary to={`/desk/contracts/${contractId}/evidence?milestone=${own.id}`}>补充证据</Primary>;
  }
  const words = own?.state === 'submitted' ? (isMine ? '去验收' : '看证据') : isMine ? '去提交证据' : '看条件';
  return (
    <ButtonLink look={isMine ? 'primary' : 'secondary'} to={`#milestone-${step.subjectId ?? ''}`}>
      {words}
    </ButtonLink>
  );
}

const trialWords: Readonly<Record<string, string>> = {
  deliver: '去交付',
  inspect: '去验收交付',
  trial_report: '去提交报告',
  trial_report_answer: '去看报告',
  trial_data: '去提交试用数据',
  decide: '去决定',
};

function TrialAction({ step, contractId }: { step: AskedStep; contractId: string }) {
  const isMine = step.isAsked;
  return (
    <ButtonLink
      look={isMine ? 'primary' : 'secondary'}
      to={`/desk/contracts/${contractId}/trial${step.key === 'trial_report_answer' ? '#reports-head' : ''}`}
    >
      {(isMine && trialWords[step.key]) || '看交付与试用'}
    </ButtonLink>
  );
}

function PayAction({ step, side }: { step: AskedStep; side: ContractSide | null }) {
  const isMine = step.isAsked;
  const words = side === 'licensee' ? (isMine ? '去付款' : '看这笔应付') : isMine ? '去核对到账' : '看这笔应收';
  return (
    <ButtonLink look={isMine ? 'primary' : 'secondary'} to={`/desk/obligations/${step.subjectId ?? ''}`}>
      {words}
    </ButtonLink>
  );
}
