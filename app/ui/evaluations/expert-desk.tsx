import { type ExpertState, type Scores, valueKeys, valueLabels } from '#app/domain/evaluation.ts';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

interface ExpertDeskProps {
  own: { readonly state: ExpertState; readonly scores: Scores | null; readonly comment: string | null };
  /** Who asked him. */
  evaluator: string;
  reply: Reply | undefined;
}

/** What an expert does: declare, then score by himself. */
export function ExpertDesk({ own, evaluator, reply }: ExpertDeskProps) {
  if (own.state === 'recused') return <p>你已回避，谢谢如实说明。</p>;
  const errors = reply?.errors ?? {};
  const typed = (name: string, stored: string) => {
    if (reply?.intent !== 'score') return stored;
    const value = reply.values[name];
    return typeof value === 'string' ? value : '';
  };
  return (
    <section
      aria-label="专家"
      className="grid max-w-form gap-6 rounded-lg border border-line bg-card px-4 py-5 sm:px-6"
    >
      {own.state === 'invited' ? (
        <IntentForm intent="join" className="grid gap-3">
          <SectionHead look="plain">{evaluator}请你担任评价专家</SectionHead>
          <p className="text-sm text-ink-soft">
            先声明有没有利益冲突，再独立评分。报告出具以前，你的评分和理由别人看不到，评价机构只知道你评过没有；公开的报告里不写哪个分是谁评的。
          </p>
          <CheckboxGroup
            name="isFree"
            label="利益冲突声明"
            error={errors.isFree}
            options={[{ value: 'on', label: '本人与完成单位、完成人和委托方没有任职、合作、亲属或投资关系。' }]}
          />
          <div>
            <SubmitButton intent="join">声明并参加评价</SubmitButton>
          </div>
        </IntentForm>
      ) : (
        <IntentForm intent="score" className="grid gap-3">
          <SectionHead look="plain" note="满分 100，不适用的留空；看不到别人的评分">
            独立评分
          </SectionHead>
          {own.state === 'scored' && <p className="text-sm text-accent">已提交，报告出具以前都可以修改。</p>}
          {valueKeys.map((key) => (
            <Field
              key={key}
              name={key}
              label={valueLabels[key]}
              required={false}
              width="short"
              unit="分"
              error={errors[key]}
            >
              {(control) => (
                <TextInput
                  {...control}
                  hasUnit
                  inputMode="numeric"
                  defaultValue={typed(key, String(own.scores?.[key] ?? ''))}
                />
              )}
            </Field>
          ))}
          <Field name="comment" label="理由" error={errors.comment}>
            {(control) => (
              <TextArea {...control} rows={3} maxLength={2000} defaultValue={typed('comment', own.comment ?? '')} />
            )}
          </Field>
          <div>
            <SubmitButton intent="score">{own.state === 'scored' ? '修改评分' : '提交评分'}</SubmitButton>
          </div>
        </IntentForm>
      )}
      {own.state !== 'scored' && (
        <IntentForm intent="recuse" className="grid gap-3 border-t border-line pt-4">
          <Field
            name="declaration"
            label="有冲突：和谁、什么关系"
            why="写明后退出专家组，不再评分"
            error={errors.declaration}
          >
            {(control) => <TextInput {...control} maxLength={300} />}
          </Field>
          <div>
            <SubmitButton intent="recuse" look="secondary">
              回避
            </SubmitButton>
          </div>
        </IntentForm>
      )}
    </section>
  );
}
