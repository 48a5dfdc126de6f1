import { type ClauseKey, clauseLabels } from '#app/domain/contract-clauses.ts';
import { ArticleChanges } from '../article-changes.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { Field } from '../field.tsx';
import { FormActions } from '../form-actions.tsx';
import { IntentForm } from '../intent-form.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';

export interface OpenClause {
  readonly key: ClauseKey;
  readonly changes: Parameters<typeof ArticleChanges>[0]['changes'];
  /** Why the other side wants it. */
  readonly note: string;
}

interface ClauseAnswersProps {
  contract: { readonly id: string; readonly versionN: number };
  clauses: readonly OpenClause[];
  reply: DeedReply | undefined;
}

/** Each change of the other side with its answer: taken, or left as it was. All taken is agreement. */
export function ClauseAnswers({ contract, clauses, reply }: ClauseAnswersProps) {
  const { errors, typed } = replyTo(reply, 'answer');
  return (
    <section aria-labelledby="open-head">
      <SectionHead look="plain" id="open-head" note="划掉的是我方的原文，加粗的是对方的新文">
        对方改了 {clauses.length} 条，请逐条答复
      </SectionHead>
      <IntentForm intent="answer" className="grid gap-4">
        <input type="hidden" name="versionN" value={contract.versionN} />
        {clauses.map(({ key, changes, note }) => (
          <div key={key} className="grid gap-3 rounded-lg border border-line bg-card px-4 py-4 sm:px-6">
            <h3 className="font-bold">{clauseLabels[key]}</h3>
            <ArticleChanges changes={changes} />
            {note && <p className="text-sm">对方的理由：{note}</p>}
            <RadioGroup
              name={`answer.${key}`}
              label={`${clauseLabels[key]}：怎么答复`}
              defaultValue={typed(`answer.${key}`) || null}
              error={errors[`answer.${key}`]}
              options={[
                { value: 'take', label: '接受' },
                { value: 'keep', label: '不接受，保留我方原条款' },
              ]}
              inline
            />
            <Field name={`note.${key}`} label="说明，对方会看到" required={false} error={errors[`note.${key}`]}>
              {(control) => <TextInput {...control} defaultValue={typed(`note.${key}`)} maxLength={500} />}
            </Field>
          </div>
        ))}
        <FormActions note="全部接受就是同意这一版；有保留的，会形成新的一版，轮到对方确认。想换一种写法，用“自己改条款”。">
          <SubmitButton intent="answer">提交答复</SubmitButton>
        </FormActions>
      </IntentForm>
    </section>
  );
}
