import { wanOf } from '#app/domain/achievement-money.ts';
import { maxProposalMilestones, type ProposalData } from '#app/domain/bounty-proposal.ts';
import { AgreeTick } from '../agree-tick.tsx';
import { DateInput } from '../date-input.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { FormActions } from '../form-actions.tsx';
import { IntentForm } from '../intent-form.tsx';
import type { Option } from '../option.ts';
import { SectionHead } from '../section-head.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';
import { typedValue } from '../typed-value.ts';
import type { Reply } from './deed-card.tsx';

interface ProposalFormProps {
  basis: readonly Option[];
  own: { readonly data: ProposalData; readonly achievementId: string } | null;
  reply: Reply | undefined;
}

const texts = [
  { name: 'plan', label: '怎么解决', why: '用什么办法达到榜上的每项指标。', rows: 6, most: 3000 },
  { name: 'route', label: '技术路线', why: undefined, rows: 4, most: 3000 },
  { name: 'team', label: '团队', why: '谁负责、各做什么；不限职称、年龄和资历。', rows: 3, most: 2000 },
  { name: 'ip', label: '知识产权', why: '现有的从哪里来，做出来的归谁。', rows: 2, most: 1000 },
] as const;

/** The proposal of a solver (揭榜书): plan, route, team, rights, milestones with their money. */
export function ProposalForm({ basis, own, reply }: ProposalFormProps) {
  const mine = reply?.intent === 'propose' ? reply : undefined;
  const { '': message, ...errors } = mine?.errors ?? {};
  const typed = (name: string, otherwise = '') => typedValue(mine, 'propose', name) ?? otherwise;
  return (
    <IntentForm intent="propose" className="mt-6 grid gap-6">
      <ErrorSummary errors={mine && errors} message={message?.[0]} />
      <Field name="achievementId" label="基础成果" why="中榜后洽谈和合同以它为准。" error={errors.achievementId}>
        {(control) => (
          <Select
            {...control}
            blank="请选择"
            options={basis}
            defaultValue={typed('achievementId', own?.achievementId ?? '')}
          />
        )}
      </Field>
      {texts.map(({ name, label, why, rows, most }) => (
        <Field key={name} name={name} label={label} why={why} error={errors[name]}>
          {(control) => (
            <TextArea {...control} rows={rows} maxLength={most} defaultValue={typed(name, own?.data[name] ?? '')} />
          )}
        </Field>
      ))}
      <fieldset className="grid gap-4">
        <legend className="contents">
          <SectionHead look="plain" note="经费合计就是揭榜的经费；空行不算">
            里程碑和经费
          </SectionHead>
        </legend>
        {errors.milestones?.[0] && (
          <p id="f-milestones" className="font-bold text-danger">
            {errors.milestones[0]}
          </p>
        )}
        {Array.from({ length: maxProposalMilestones }, (_, at) => (
          <MilestoneFields
            key={`milestone-${at}`}
            at={at}
            row={own?.data.milestones[at]}
            typed={typed}
            errors={errors}
          />
        ))}
      </fieldset>
      <AgreeTick
        name="isUnrelated"
        scope="propose"
        label="承诺与发榜方没有股权、任职等关联关系。"
        isTicked={own !== null}
        error={errors.isUnrelated}
      />
      <FormActions note="截止前可以改，也可以撤回。">
        <SubmitButton intent="propose">{own ? '更新揭榜书' : '揭榜'}</SubmitButton>
      </FormActions>
    </IntentForm>
  );
}

interface MilestoneFieldsProps {
  at: number;
  row: ProposalData['milestones'][number] | undefined;
  typed: (name: string, otherwise?: string) => string;
  errors: Readonly<Record<string, string[]>>;
}

function MilestoneFields({ at, row, typed, errors }: MilestoneFieldsProps) {
  const of = (name: string) => `milestones[${at}].${name}`;
  const isFirst = at === 0;
  return (
    <div className="grid gap-4 rounded-md border border-line bg-card p-4 sm:grid-cols-2">
      <Field name={of('name')} label={`里程碑 ${at + 1}`} required={isFirst} error={errors[of('name')]}>
        {(control) => <TextInput {...control} maxLength={40} defaultValue={typed(of('name'), row?.name)} />}
      </Field>
      <Field name={of('dueOn')} label="完成日期" required={isFirst} error={errors[of('dueOn')]}>
        {(control) => <DateInput {...control} defaultValue={typed(of('dueOn'), row?.dueOn)} />}
      </Field>
      <Field name={of('target')} label="怎样算达到" required={isFirst} error={errors[of('target')]}>
        {(control) => <TextInput {...control} maxLength={300} defaultValue={typed(of('target'), row?.target)} />}
      </Field>
      <Field name={of('amount')} label="经费" unit="万元" required={isFirst} error={errors[of('amount')]}>
        {(control) => (
          <TextInput
            {...control}
            numeric
            hasUnit
            defaultValue={typed(of('amount'), row ? wanOf(row.amountFen) : undefined)}
          />
        )}
      </Field>
    </div>
  );
}
