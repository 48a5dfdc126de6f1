import { type Score, scoreCriteria } from '#app/domain/bounty-scores.ts';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { Field } from '../field.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';
import { DeedCard, type Reply } from './deed-card.tsx';

interface Own {
  readonly supports: boolean | null;
  readonly opinion: string;
  readonly declaredAt: Date | null;
  readonly conflictOrgIds: readonly string[];
  readonly conflictNote: string;
}

/** The expert's word in the argument. */
export const OpinionForm = ({ own, reply }: { own: Own; reply: Reply | undefined }) => (
  <DeedCard
    intent="opinion"
    title="论证意见"
    note="看三件事：有没有必要、做不做得到、经费合不合理。"
    button={own.supports === null ? '提交意见' : '修改意见'}
    reply={reply}
  >
    {({ typed, errors }) => (
      <>
        <RadioGroup
          name="supports"
          label="是否同意张榜"
          inline
          defaultValue={typed('supports', own.supports === null ? '' : own.supports ? 'yes' : 'no')}
          error={errors.supports}
          options={[
            { value: 'yes', label: '同意' },
            { value: 'no', label: '不同意' },
          ]}
        />
        <Field name="opinion" label="理由" error={errors.opinion}>
          {(control) => (
            <TextArea {...control} rows={3} maxLength={1000} defaultValue={typed('opinion', own.opinion)} />
          )}
        </Field>
      </>
    )}
  </DeedCard>
);

interface DeclareFormProps {
  own: Own;
  solvers: readonly { readonly orgId: string; readonly orgName: string }[];
  reply: Reply | undefined;
}

/** Relations before any score: of the solvers only the names are shown. */
export const DeclareForm = ({ own, solvers, reply }: DeclareFormProps) => (
  <DeedCard
    intent="declare"
    title="利益关系声明"
    note="任职、合作、亲属、投资都算。勾选的揭榜方由别的专家评，你看不到那一份。"
    button={own.declaredAt === null ? '声明' : '修改声明'}
    look={own.declaredAt === null ? 'primary' : 'secondary'}
    reply={reply}
  >
    {({ typed, errors }) => (
      <>
        {solvers.length > 0 && (
          <CheckboxGroup
            name="conflict"
            label="与下列揭榜方有关系"
            required={false}
            defaultValue={own.conflictOrgIds}
            error={errors.conflict}
            options={solvers.map(({ orgId, orgName }) => ({ value: orgId, label: orgName }))}
          />
        )}
        <Field name="note" label="什么关系" required={false} error={errors.note}>
          {(control) => <TextInput {...control} maxLength={300} defaultValue={typed('note', own.conflictNote)} />}
        </Field>
        <CheckboxGroup
          name="isTrue"
          label="确认"
          error={errors.isTrue}
          options={[{ value: 'on', label: '以上声明属实，与其他揭榜方没有利益关系。' }]}
        />
      </>
    )}
  </DeedCard>
);

interface ScoreFormProps {
  proposalId: string;
  orgName: string;
  mine: (Score & { readonly note: string }) | null;
  reply: Reply | undefined;
}

/** The expert's own score of one proposal. */
export const ScoreForm = ({ proposalId, orgName, mine, reply }: ScoreFormProps) => (
  <DeedCard
    intent="score"
    of={['proposalId', proposalId]}
    title={`给 ${orgName} 评分`}
    note="每项 0 到 100 分。"
    button={mine ? '修改评分' : '提交评分'}
    reply={reply}
  >
    {({ typed, errors }) => (
      <>
        <div className="grid gap-4 sm:grid-cols-3">
          {scoreCriteria.map(({ key, label, weight }) => (
            <Field
              key={key}
              name={key}
              scope={proposalId}
              label={`${label}（权重 ${weight}%）`}
              width="short"
              error={errors[key]}
            >
              {(control) => (
                <TextInput {...control} inputMode="numeric" defaultValue={typed(key, mine ? String(mine[key]) : '')} />
              )}
            </Field>
          ))}
        </div>
        <Field name="note" scope={proposalId} label="理由" error={errors.note}>
          {(control) => (
            <TextArea {...control} rows={2} maxLength={1000} defaultValue={typed('note', mine?.note ?? '')} />
          )}
        </Field>
      </>
    )}
  </DeedCard>
);
