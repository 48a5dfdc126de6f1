import { seriesStepLabels, seriesSteps } from '#app/domain/event-series.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import type { DeskReply } from './event-deeds.tsx';

/** The next events of a series as drafts. */
export function RepeatForm({ replayKey, reply }: { replayKey: string; reply: DeskReply | undefined }) {
  const errors = reply?.intent === 'repeat' ? reply.errors : {};
  return (
    <details open={reply?.intent === 'repeat'} className="rounded-lg border border-line bg-card px-5 py-3">
      <summary className="min-h-11 cursor-pointer py-2 font-bold">按季或按月再办几场</summary>
      <IntentForm intent="repeat" replayKey={replayKey} className="grid items-end gap-4 py-3 sm:grid-cols-3">
        <div className="sm:col-span-3">
          <ErrorSummary errors={errors} scope="repeat" />
          <p className="text-sm text-ink-soft">
            每场一份草稿，时间、名额、议程照本场；嘉宾、展示项目和材料另行邀请、另行审查。
          </p>
        </div>
        <Field name="step" scope="repeat" label="间隔" error={errors.step}>
          {(control) => (
            <Select
              {...control}
              options={seriesSteps.map((step) => ({ value: step, label: seriesStepLabels[step] }))}
            />
          )}
        </Field>
        <Field name="times" scope="repeat" label="再办几场" error={errors.times}>
          {(control) => <TextInput {...control} numeric defaultValue="3" />}
        </Field>
        <SubmitButton look="secondary" intent="repeat">
          生成草稿
        </SubmitButton>
      </IntentForm>
    </details>
  );
}
