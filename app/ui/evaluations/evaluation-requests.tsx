import { type AttachmentKind, attachmentLabels } from '#app/domain/attachment.ts';
import { evaluationMachine, evaluationPurposes, type EvaluationState, isHalted } from '#app/domain/evaluation.ts';
import { labelOf } from '#app/domain/machine.ts';
import type { Day } from '#app/domain/days.ts';
import { usualReportOn } from '#app/domain/evaluation-days.ts';
import { DateInput } from '../date-input.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { Select } from '../select.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';

interface EvaluationRequestsProps {
  running: readonly {
    readonly id: string;
    readonly state: EvaluationState;
    readonly purpose: string;
    readonly dueOn: Day | null;
    readonly note: string | null;
    readonly evaluator: string;
  }[];
  /** Whom an officer may ask; null for everybody else. */
  evaluators: readonly { readonly id: string; readonly name: string }[] | null;
  /** Papers that an evaluation may be given, and which of them it has. */
  papers: readonly {
    readonly id: string;
    readonly kind: AttachmentKind;
    readonly title: string;
    readonly givenTo: readonly string[];
  }[];
  /** A form sent twice asks once. */
  replayKey: string;
  today: Day;
  reply: DeedReply | undefined;
}

/** Commissions under way, and the form of a new one. */
export function EvaluationRequests({ running, evaluators, papers, replayKey, today, reply }: EvaluationRequestsProps) {
  const asked = replyTo(reply, 'request');
  const { errors } = asked;
  if (evaluators === null && running.length === 0) return null;
  return (
    <section>
      <SectionHead look="plain">委托第三方评价</SectionHead>
      <ul className="grid gap-2">
        {running.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-3 text-sm">
            <StateMark tone={row.state === 'declined' ? 'danger' : 'attention'}>
              {labelOf(evaluationMachine, row.state)}
            </StateMark>
            {row.evaluator}，{row.purpose}
            {row.dueOn !== null &&
              row.state !== 'declined' &&
              `，${row.dueOn} 前出报告${row.dueOn < today ? '，已过' : ''}`}
            {row.note && `：${row.note}`}
            {isHalted(row.state) && '；成果原样通过审查后自动接着做，改过的要重新委托'}
            {evaluators !== null && row.state !== 'declined' && (
              <>
                <IntentForm intent="withdraw-evaluation">
                  <input type="hidden" name="evaluationId" value={row.id} />
                  <SubmitButton look="quiet">撤回委托</SubmitButton>
                </IntentForm>
                <Postpone row={row} reply={reply} />
                {(row.state === 'requested' || row.state === 'running') && (
                  <MorePapers row={row} papers={papers} reply={reply} />
                )}
              </>
            )}
          </li>
        ))}
      </ul>
      {evaluators !== null && (
        <IntentForm intent="request" replayKey={replayKey} className="mt-3 grid max-w-form gap-3">
          <Field name="evaluatorOrgId" label="评价机构" width="half" error={errors.evaluatorOrgId}>
            {(control) => (
              <Select
                {...control}
                blank="请选择"
                options={evaluators.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
          </Field>
          <Field name="purpose" label="评价目的" width="half" error={errors.purpose}>
            {(control) => (
              <Select {...control} options={evaluationPurposes.map((word) => ({ value: word, label: word }))} />
            )}
          </Field>
          <Field
            name="dueOn"
            label="请在哪天前出报告"
            why="到期没有报告，双方都会收到提醒；可以再改期。"
            error={errors.dueOn}
          >
            {(control) => <DateInput {...control} defaultValue={asked.typed('dueOn') || usualReportOn(today)} />}
          </Field>
          <p className="text-sm text-ink-soft">
            受理的机构和声明没有利益冲突的专家看这一版的全部登记内容，不含保留价、技术秘密、贡献比例和联系方式；材料只看勾选的。
          </p>
          {papers.length > 0 && (
            <PaperChoice papers={papers} error={errors.papers} label="提供给评价机构和专家的材料" required={false} />
          )}
          <div className="grid sm:block">
            <SubmitButton intent="request" look="secondary">
              委托评价
            </SubmitButton>
          </div>
        </IntentForm>
      )}
    </section>
  );
}

/** Another day for the report. */
function Postpone({ row, reply }: { row: { id: string }; reply: EvaluationRequestsProps['reply'] }) {
  const answered = replyTo(reply, 'postpone');
  const isIts = answered.typed('evaluationId') === row.id;
  return (
    <details open={isIts}>
      <summary className="link-quiet inline-flex min-h-11 cursor-pointer items-center">改期</summary>
      <IntentForm intent="postpone" className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="evaluationId" value={row.id} />
        <Field name="dueOn" scope={row.id} label="改到" error={isIts ? answered.errors.dueOn : undefined}>
          {(control) => <DateInput {...control} />}
        </Field>
        <SubmitButton intent="postpone" look="secondary">
          改期
        </SubmitButton>
      </IntentForm>
    </details>
  );
}

type Papers = EvaluationRequestsProps['papers'];

interface PaperChoiceProps {
  papers: Papers;
  label: string;
  error: string[] | undefined;
  required?: boolean;
  scope?: string;
}

const PaperChoice = ({ papers, ...field }: PaperChoiceProps) => (
  <CheckboxGroup
    name="papers"
    options={papers.map(({ id, kind, title }) => ({ value: id, label: title, hint: attachmentLabels[kind] }))}
    {...field}
  />
);

/** What an evaluation under way was given, and the form to give it more. */
function MorePapers({
  row,
  papers,
  reply,
}: {
  row: { id: string };
  papers: Papers;
  reply: EvaluationRequestsProps['reply'];
}) {
  const given = papers.filter(({ givenTo }) => givenTo.includes(row.id));
  const left = papers.filter(({ givenTo }) => !givenTo.includes(row.id));
  return (
    <div className="w-full">
      <p className="text-ink-soft">
        {given.length > 0 ? `已提供的材料：${given.map(({ title }) => title).join('、')}` : '还没有提供材料'}
      </p>
      {left.length > 0 && (
        <IntentForm intent="release-papers" className="mt-2 grid gap-2">
          <input type="hidden" name="evaluationId" value={row.id} />
          <PaperChoice
            papers={left}
            scope={row.id}
            label="补充提供材料"
            error={reply?.intent === 'release-papers' ? reply.errors.papers : undefined}
          />
          <div>
            <SubmitButton intent="release-papers" look="quiet">
              提供给评价机构
            </SubmitButton>
          </div>
        </IntentForm>
      )}
    </div>
  );
}
