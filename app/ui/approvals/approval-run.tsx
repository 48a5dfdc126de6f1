import {
  type ApprovalState,
  approvalMachine,
  relationLabels,
  type Relation,
  type Valuation,
  valuationLabels,
} from '#app/domain/approval.ts';
import { labelOf } from '#app/domain/machine.ts';
import { DateText } from '../date-text.tsx';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { KeyValue } from '../key-value.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import type { Tone } from '../tone.ts';
import { typedValue } from '../typed-value.ts';

interface Step {
  readonly position: number;
  readonly name: string;
  readonly way: 'page' | 'paper';
  readonly doer: string;
  readonly standing: 'passed' | 'returned' | 'next' | 'waiting';
  readonly by: string | null;
  readonly at: Date | null;
  readonly note: string;
  readonly file: { readonly id: string; readonly name: string } | null;
  readonly mayDecide: boolean;
}

export interface ApprovalRunProps {
  run: {
    readonly id: string;
    readonly versionN: number;
    readonly state: ApprovalState;
    readonly valuation: Valuation;
    readonly valuationNote: string;
    readonly relation: Relation;
    readonly relationNote: string;
    readonly note: string;
    readonly starter: string;
    readonly startedAt: Date;
    readonly steps: readonly Step[];
    readonly mayWithdraw: boolean;
  };
  reply: Reply | undefined;
}

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

const runTones: Readonly<Record<ApprovalState, Tone>> = {
  open: 'attention',
  approved: 'good',
  returned: 'danger',
  withdrawn: 'neutral',
};
const stepTones: Readonly<Record<Step['standing'], Tone>> = {
  passed: 'good',
  returned: 'danger',
  next: 'attention',
  waiting: 'neutral',
};
const stepWords: Readonly<Record<Step['standing'], string>> = {
  passed: '同意',
  returned: '不同意',
  next: '待审批',
  waiting: '未到',
};

/** One run of a chain: what it rests on, and each step with who decided it; the next step's form stands in its place. */
export function ApprovalRun({ run, reply }: ApprovalRunProps) {
  const headId = `run-${run.id}`;
  return (
    <section aria-labelledby={headId}>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-3">
        <h2 id={headId} className="text-lg font-bold">
          第 {run.versionN} 版的审批
        </h2>
        <StateMark tone={runTones[run.state]}>{labelOf(approvalMachine, run.state)}</StateMark>
      </div>
      <KeyValue
        items={[
          {
            label: '发起',
            value: (
              <>
                {run.starter}，<DateText value={run.startedAt} as="minute" />
              </>
            ),
          },
          { label: '定价依据', value: `${valuationLabels[run.valuation]}：${run.valuationNote}` },
          {
            label: '关联交易',
            value: relationLabels[run.relation] + (run.relationNote ? `：${run.relationNote}` : ''),
          },
          ...(run.note ? [{ label: '说明', value: run.note }] : []),
        ]}
      />
      <ol className="mt-4 rounded-lg border border-line bg-card">
        {run.steps.map((step) => (
          <li key={step.position} className="border-b border-line px-4 py-3 last:border-b-0">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span>
                <b>
                  {step.position + 1}. {step.name}
                </b>
                <span className="ml-2 text-sm text-ink-soft">{step.doer}</span>
              </span>
              <StateMark tone={stepTones[step.standing]}>{stepWords[step.standing]}</StateMark>
            </div>
            {step.by && (
              <p className="text-sm text-ink-soft">
                {step.by}
                {step.at && (
                  <>
                    ，<DateText value={step.at} as="minute" />
                  </>
                )}
                {step.note && `：${step.note}`}
              </p>
            )}
            {step.file && (
              <a href={`/files/${step.file.id}`} className="link inline-flex min-h-11 items-center text-sm sm:min-h-6">
                {step.file.name}
              </a>
            )}
            {step.mayDecide && <DecideForm approvalId={run.id} step={step} reply={reply} />}
          </li>
        ))}
      </ol>
      {run.mayWithdraw && (
        <IntentForm intent="withdraw" className="mt-3">
          <input type="hidden" name="approvalId" value={run.id} />
          <SubmitButton look="secondary" intent="withdraw">
            撤回审批
          </SubmitButton>
        </IntentForm>
      )}
    </section>
  );
}

function DecideForm({ approvalId, step, reply }: { approvalId: string; step: Step; reply: Reply | undefined }) {
  const mine = reply?.intent === 'decide' && reply.values.approvalId === approvalId ? reply : undefined;
  const isPaper = step.way === 'paper';
  return (
    <IntentForm intent="decide" encType="multipart/form-data" className="mt-3 grid gap-4">
      <input type="hidden" name="approvalId" value={approvalId} />
      <input type="hidden" name="position" value={step.position} />
      <RadioGroup
        name="outcome"
        label={isPaper ? '线下的决定' : '你的意见'}
        inline
        defaultValue={typedValue(mine, 'decide', 'outcome')}
        error={mine?.errors.outcome}
        options={[
          { value: 'passed', label: '同意' },
          { value: 'returned', label: '不同意，退回经办人' },
        ]}
      />
      <Field name="note" label="意见" why="不同意要写明原因。" required={false} error={mine?.errors.note}>
        {(control) => (
          <TextArea {...control} rows={2} maxLength={500} defaultValue={typedValue(mine, 'decide', 'note')} />
        )}
      </Field>
      {isPaper && (
        <FileInput
          name="file"
          label="签字的审批表或会议纪要"
          limits="PDF 或图片，不超过 20 MB"
          accept=".pdf,image/png,image/jpeg,image/webp"
          error={mine?.errors.file}
        />
      )}
      <div>
        <SubmitButton intent="decide">{isPaper ? '记录决定' : '提交意见'}</SubmitButton>
      </div>
    </IntentForm>
  );
}
