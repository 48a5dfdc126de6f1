import type { Day } from '#app/domain/days.ts';
import { owesScores } from '#app/domain/evaluation-days.ts';
import { reasonField } from '#app/domain/evaluation-grounds.ts';
import { type ExpertState, type Scores, type ValueKey, valueKeys, valueLabels } from '#app/domain/evaluation.ts';
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
  own: {
    readonly state: ExpertState;
    readonly dueOn: Day | null;
    readonly scores: Scores | null;
    readonly reasons: Readonly<Partial<Record<ValueKey, string>>> | null;
    readonly comment: string | null;
  };
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
      {own.dueOn !== null && owesScores(own.state) && (
        <p>
          请在 <b className="nums">{own.dueOn}</b> 前{own.state === 'invited' ? '答复并评分' : '评分'}。
        </p>
      )}
      {own.state === 'invited' ? (
        <IntentForm intent="join" className="grid gap-3">
          <SectionHead look="plain">{evaluator}请你担任评价专家</SectionHead>
          <p className="text-sm text-ink-soft">
            先声明有没有利益冲突，再独立评分。你的评分和理由，其他专家在报告出具以前看不到；评价机构在评分结束以前只知道你评过没有，结束以后读全部评分、理由和意见来写报告，评分不能再改。报告出具后评分公开，理由等完成单位的保密审查人员看过再开放，都不写是谁评的。声明以后可以看全部登记内容和单位提供的材料。
          </p>
          <CheckboxGroup
            name="isFree"
            label="利益冲突声明"
            error={errors.isFree}
            options={[
              {
                value: 'on',
                label:
                  '本人与完成单位、完成人和委托方没有任职、合作、亲属或投资关系；评价中看到的没有公开的内容不外传。',
              },
            ]}
          />
          <div>
            <SubmitButton intent="join">声明并参加评价</SubmitButton>
          </div>
        </IntentForm>
      ) : (
        <IntentForm intent="score" className="grid gap-3">
          <SectionHead look="plain" note="满分 100，打了分就写理由；不适用的不打分">
            独立评分
          </SectionHead>
          {own.state === 'scored' && <p className="text-sm text-accent">已提交，评价机构结束评分以前都可以修改。</p>}
          {valueKeys.map((key) => (
            <div key={key} className="grid gap-2 border-t border-line pt-3">
              <Field name={key} label={valueLabels[key]} required={false} width="short" unit="分" error={errors[key]}>
                {(control) => (
                  <TextInput
                    {...control}
                    hasUnit
                    inputMode="numeric"
                    defaultValue={typed(key, String(own.scores?.[key] ?? ''))}
                  />
                )}
              </Field>
              <Field
                name={reasonField(key)}
                label={`${valueLabels[key]}的理由`}
                required={false}
                error={errors[reasonField(key)]}
              >
                {(control) => (
                  <TextArea
                    {...control}
                    rows={2}
                    maxLength={500}
                    defaultValue={typed(reasonField(key), own.reasons?.[key] ?? '')}
                  />
                )}
              </Field>
            </div>
          ))}
          <Field
            name="comment"
            label="总体意见"
            why="只给评价机构看，评分结束后它才看到；报告里不公开"
            required={false}
            error={errors.comment}
          >
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
