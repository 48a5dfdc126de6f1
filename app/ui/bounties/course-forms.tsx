import type { BountyAcceptance } from '#app/domain/bounty-acceptance.ts';
import type { BountyState } from '#app/domain/bounty.ts';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { DateInput } from '../date-input.tsx';
import { Field } from '../field.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';
import { DeedCard, type Reply } from './deed-card.tsx';

interface Team {
  readonly id: string;
  readonly orgName: string;
}
interface Gate {
  readonly id: string;
  readonly title: string;
}

/** Points of every team at a gate. */
export const GateForm = ({ gate, teams, reply }: { gate: Gate; teams: readonly Team[]; reply: Reply | undefined }) => (
  <DeedCard
    intent="gate"
    of={['gateId', gate.id]}
    title={`过关：${gate.title}`}
    note="得分最低的队伍淘汰；都一样就都过。淘汰的队伍做出的成果归自己。"
    button="公布这一关的结果"
    reply={reply}
  >
    {({ typed, errors }) =>
      teams.map((team, at) => (
        <div key={team.id} className="grid gap-4 sm:grid-cols-[1fr_2fr]">
          <input type="hidden" name={`scores[${at}].proposalId`} value={team.id} />
          <Field name={`scores[${at}].score`} label={team.orgName} unit="分" error={errors[`scores[${at}].score`]}>
            {(control) => <TextInput {...control} numeric hasUnit defaultValue={typed(`scores[${at}].score`)} />}
          </Field>
          <Field name={`scores[${at}].note`} label="说明" required={false} error={errors[`scores[${at}].note`]}>
            {(control) => <TextInput {...control} maxLength={300} defaultValue={typed(`scores[${at}].note`)} />}
          </Field>
        </div>
      ))
    }
  </DeedCard>
);

/** The best of the last gate wins. */
export const WinnerForm = ({ teams, reply }: { teams: readonly Team[]; reply: Reply | undefined }) => (
  <DeedCard
    intent="win"
    title="定中榜方"
    note="最后一关得分最高的队伍中榜，进入公示。"
    button="定榜并公示"
    reply={reply}
  >
    {({ typed, errors }) => (
      <>
        <RadioGroup
          name="proposalId"
          label="胜出的队伍"
          options={teams.map(({ id, orgName }) => ({ value: id, label: orgName }))}
          defaultValue={typed('proposalId', teams.length === 1 ? teams[0]?.id : '')}
          error={errors.proposalId}
        />
        <Field name="decision" label="定榜意见" required={false} error={errors.decision}>
          {(control) => <TextArea {...control} rows={2} maxLength={1000} defaultValue={typed('decision')} />}
        </Field>
      </>
    )}
  </DeedCard>
);

/** The authority's check of a milestone. */
export const MilestoneForm = ({ gate, reply }: { gate: Gate; reply: Reply | undefined }) => (
  <DeedCard intent="milestone" of={['gateId', gate.id]} title={`检查：${gate.title}`} button="记下结论" reply={reply}>
    {({ typed, errors }) => (
      <>
        <RadioGroup
          name="outcome"
          label="结论"
          defaultValue={typed('outcome')}
          error={errors.outcome}
          options={[
            { value: 'pass', label: '通过' },
            { value: 'adjust', label: '调整，改期再查' },
            { value: 'fail', label: '没有通过，停拨补助' },
          ]}
        />
        <Field name="dueOn" label="改到哪天" required={false} error={errors.dueOn}>
          {(control) => <DateInput {...control} defaultValue={typed('dueOn')} />}
        </Field>
        <Field name="note" label="说明" required={false} error={errors.note}>
          {(control) => <TextArea {...control} rows={2} maxLength={500} defaultValue={typed('note')} />}
        </Field>
      </>
    )}
  </DeedCard>
);

interface AcceptanceFormsProps {
  state: BountyState;
  metrics: readonly { readonly name: string; readonly words: string; readonly unit: string }[];
  acceptance: BountyAcceptance | null;
  isPoster: boolean;
  isAuthority: boolean;
  openMilestones: number;
  reply: Reply | undefined;
}

/** The poster measures metric by metric, then the authority accepts or ends it. */
export function AcceptanceForms({ state, metrics, acceptance, reply, ...props }: AcceptanceFormsProps) {
  const isRunning = state === 'running';
  return (
    <>
      {acceptance && (
        <section>
          <SectionHead look="plain">发榜方的验收意见</SectionHead>
          <ul className="rounded-lg border border-line bg-card px-4 py-3 text-sm">
            {acceptance.metrics.map((metric) => (
              <li key={metric.name} className="flex flex-wrap justify-between gap-x-4">
                <span>{metric.name}</span>
                <span className="nums">
                  实测 {metric.measured}{' '}
                  <StateMark tone={metric.isMet ? 'good' : 'danger'}>{metric.isMet ? '达到' : '没有达到'}</StateMark>
                </span>
              </li>
            ))}
            <li className="mt-2 whitespace-pre-line">{acceptance.opinion}</li>
          </ul>
        </section>
      )}
      {isRunning && props.isPoster && (
        <DeedCard
          intent="report"
          title="逐项填实测结果"
          note="发榜方先验收：以第三方检测为准。"
          button={acceptance ? '更新验收意见' : '提交验收意见'}
          reply={reply}
        >
          {({ typed, errors }) => (
            <>
              {metrics.map((metric, at) => (
                <Field
                  key={metric.name}
                  name={`measured[${at}]`}
                  label={metric.name}
                  why={`榜上要求 ${metric.words}`}
                  unit={metric.unit || undefined}
                  width="half"
                  error={errors[`measured[${at}]`]}
                >
                  {(control) => (
                    <TextInput
                      {...control}
                      numeric
                      hasUnit
                      defaultValue={typed(`measured[${at}]`, acceptance?.metrics[at]?.measured)}
                    />
                  )}
                </Field>
              ))}
              <Field name="opinion" label="使用意见" error={errors.opinion}>
                {(control) => (
                  <TextArea
                    {...control}
                    rows={3}
                    maxLength={2000}
                    defaultValue={typed('opinion', acceptance?.opinion)}
                  />
                )}
              </Field>
            </>
          )}
        </DeedCard>
      )}
      {isRunning && props.isAuthority && (
        <>
          <DeedCard
            intent="accept"
            title="验收"
            note={
              acceptance === null
                ? '等发榜方逐项填写实测结果。'
                : props.openMilestones > 0
                  ? `还有 ${props.openMilestones} 个里程碑没有检查。`
                  : '各项指标都达到、里程碑都检查过，才能验收通过。'
            }
            button="验收通过"
            reply={reply}
          />
          <DeedCard intent="stop" title="终止" button="终止实施" look="danger" reply={reply}>
            {({ typed, errors }) => (
              <>
                <Field name="reason" label="原因" error={errors.reason}>
                  {(control) => <TextArea {...control} rows={2} maxLength={500} defaultValue={typed('reason')} />}
                </Field>
                <CheckboxGroup
                  name="isDiligent"
                  label="容错"
                  required={false}
                  options={[{ value: 'on', label: '揭榜方勤勉尽责，不作失信处理。' }]}
                />
              </>
            )}
          </DeedCard>
        </>
      )}
    </>
  );
}
