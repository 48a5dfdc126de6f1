import { useActionData } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { DealDeed } from '#app/domain/deal-deeds.ts';
import type { DealSide } from '#app/domain/deal-access.ts';
import { declineReasonLabels, type DealState, dealMachine, type DeclineReason } from '#app/domain/deal.ts';
import type { Day } from '#app/domain/days.ts';
import { labelOf } from '#app/domain/machine.ts';
import { ButtonLink } from './button.tsx';
import { Clock } from './clock.tsx';
import { dealTone } from './deal-tone.ts';
import { declineOptions } from './deal-words.ts';
import { ErrorSummary } from './error-summary.tsx';
import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { NextStepCard } from './next-step-card.tsx';
import { RadioGroup } from './radio-group.tsx';
import { StateMark } from './state-mark.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';

interface DealNextStepProps {
  deal: {
    readonly id: string;
    readonly state: DealState;
    readonly purpose: string | null;
    readonly origin: string;
    readonly declineReason: DeclineReason | null;
    readonly declineNote: string | null;
  };
  replyDueOn: Day;
  today: Day;
  side: DealSide | null;
  /** What the actor may do as a party. */
  deeds: readonly DealDeed[];
  contract: { readonly id: string; readonly no: string } | null;
  askerOrg: string;
  /** A sale in public from which the talk came stands still, though the talk is over. */
  isSold: boolean;
}

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

/** Where a deal stands, and the one next step of who looks. */
export function DealNextStep(props: DealNextStepProps) {
  const { deal, replyDueOn, today, deeds } = props;
  const { title, detail, actions } = words(props);
  const state = (
    <span className="flex flex-wrap items-baseline gap-4">
      <StateMark tone={dealTone[deal.state]} boxed>
        {labelOf(dealMachine, deal.state)}
      </StateMark>
      {deal.state === 'requested' && <Clock dueOn={replyDueOn} today={today} />}
    </span>
  );
  return (
    <div className="grid gap-3">
      <NextStepCard state={state} title={title} detail={detail} actions={actions} />
      {deeds.includes('decline') && (
        <SayNo intent="decline" summary="婉拒（说明原因）" button="婉拒" why="原因会告诉对方，也帮助以后的匹配更准。" />
      )}
      {deeds.includes('fail') && (
        <SayNo
          intent="end"
          summary="结束洽谈（说明原因）"
          button="结束洽谈"
          why={
            deal.origin === 'trade'
              ? '结束后不能再发消息，双方仍可查看记录。这项洽谈来自公开交易的成交：结束洽谈不等于解除成交，成交由成果方另行登记解除。'
              : '结束后不能再发消息，双方仍可查看记录。'
          }
        />
      )}
    </div>
  );
}

interface Words {
  title: ReactNode;
  detail?: ReactNode;
  actions?: ReactNode;
}

function words({ deal, deeds, contract, askerOrg, side, isSold }: DealNextStepProps): Words {
  const contractLink = contract && (
    <ButtonLink look="primary" to={`/desk/contracts/${contract.id}`}>
      看合同 {contract.no}
    </ButtonLink>
  );
  const reason = deal.declineReason && (
    <>
      原因：{declineReasonLabels[deal.declineReason]}
      {deal.declineNote && `。${deal.declineNote}`}
    </>
  );
  switch (deal.state) {
    case 'requested':
      return deeds.includes('accept')
        ? {
            title: `${askerOrg} 想和你们谈`,
            detail: deal.purpose,
            actions: (
              <IntentForm intent="accept">
                <SubmitButton intent="accept">接受对接，打开洽谈室</SubmitButton>
              </IntentForm>
            ),
          }
        : {
            title: '等对方答复',
            detail: deal.purpose,
            actions: deeds.includes('withdraw') && (
              <IntentForm intent="withdraw">
                <SubmitButton look="secondary" intent="withdraw">
                  撤回申请
                </SubmitButton>
              </IntentForm>
            ),
          };
    case 'talking':
      return {
        title: '谈清楚条件，就提合同草案',
        detail: '消息和文件只有双方和受托的技术经纪人看得到。',
        actions: (
          <>
            {deeds.includes('propose') && side !== null && (
              <ButtonLink look="primary" to={`/desk/deals/${deal.id}/contract`}>
                提出合同条款
              </ButtonLink>
            )}
            {deeds.includes('offer') && side !== null && (
              <ButtonLink to={`/desk/deals/${deal.id}/offer`}>先报价</ButtonLink>
            )}
            {deeds.includes('examine') && (
              <IntentForm intent="examine">
                <SubmitButton look="secondary" intent="examine">
                  进入尽调/中试
                </SubmitButton>
              </IntentForm>
            )}
          </>
        ),
      };
    case 'diligence':
      return {
        title: '尽调或中试进行中',
        detail: '把要查的、要试的列成任务，结果写进洽谈记录；有了结论就提合同，或者回到洽谈。',
        actions: (
          <>
            {deeds.includes('propose') && side !== null && (
              <ButtonLink look="primary" to={`/desk/deals/${deal.id}/contract`}>
                提出合同条款
              </ButtonLink>
            )}
            {deeds.includes('discuss') && (
              <IntentForm intent="discuss">
                <SubmitButton look="secondary" intent="discuss">
                  回到洽谈
                </SubmitButton>
              </IntentForm>
            )}
          </>
        ),
      };
    case 'contracting':
      return {
        title: '合同条款商定中',
        actions:
          contractLink ?? (side !== null && <ButtonLink to={`/desk/deals/${deal.id}/contract`}>看合同草案</ButtonLink>),
      };
    case 'performing':
      return { title: '合同已签，正在履行', actions: contractLink };
    case 'completed':
      return { title: '合同款项全部结清', actions: contractLink };
    case 'declined':
      return { title: '对接被婉拒', detail: reason };
    case 'failed':
      return { title: isSold ? '洽谈已结束，没有签合同' : '洽谈已结束，没有成交', detail: reason };
    case 'withdrawn':
      return { title: '申请已撤回' };
    case 'expired':
      return {
        title: '逾期没有答复，申请已失效',
        detail: '可以换个理由重新申请，或请技术经纪人联系对方。',
        actions: <ButtonLink to="/brokers">找技术经纪人</ButtonLink>,
      };
  }
}

interface SayNoProps {
  intent: 'decline' | 'end';
  summary: string;
  button: string;
  why: string;
}

/** The structured no. */
function SayNo({ intent, summary, button, why }: SayNoProps) {
  const given = useActionData<Reply>();
  const reply = given?.intent === intent ? given : undefined;
  const { '': whole, ...errors } = reply?.errors ?? {};
  return (
    <details className="rounded-lg border border-line bg-card" open={reply !== undefined}>
      <summary className="min-h-11 px-4 py-2.5 text-sm lg:px-6">{summary}</summary>
      <IntentForm intent={intent} className="grid gap-4 border-t border-line px-4 py-4 lg:px-6">
        <ErrorSummary errors={errors} message={whole?.[0]} scope={intent} />
        <RadioGroup
          name="reason"
          label="原因"
          scope={intent}
          why={why}
          options={declineOptions}
          defaultValue={typeof reply?.values.reason === 'string' ? reply.values.reason : null}
          error={errors.reason}
        />
        <Field name="note" label="补充说明" scope={intent} required={false} error={errors.note}>
          {(control) => (
            <TextArea
              {...control}
              rows={2}
              maxLength={500}
              defaultValue={typeof reply?.values.note === 'string' ? reply.values.note : ''}
            />
          )}
        </Field>
        <div>
          <SubmitButton look="danger" intent={intent}>
            {button}
          </SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}
