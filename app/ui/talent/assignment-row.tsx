import { type SpecialistKind, specialistKindLabels } from '#app/domain/engagement.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import type { FormState } from './certificate-form.tsx';

interface AssignmentRowProps {
  row: {
    readonly id: string;
    readonly name: string;
    readonly unitName: string;
    readonly kind: SpecialistKind;
    readonly startsOn: string;
    readonly endsOn: string;
    readonly endedAt: Date | null;
    readonly endNote: string;
    readonly demands: number;
    readonly isRunning: boolean;
    readonly mayRecall: boolean;
  };
  reply: FormState | undefined;
}

/** Somebody sent to a unit, and the way to call him back. */
export function AssignmentRow({ row, reply }: AssignmentRowProps) {
  const says = row.endedAt ? '已召回' : row.isRunning ? '在派' : row.mayRecall ? '未开始' : '期满';
  return (
    <li className="border-b border-line px-4 py-3 last:border-b-0">
      <h2 className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span>
          <b>{row.name}</b> 派往 {row.unitName}
        </span>
        <StateMark tone={row.isRunning ? 'good' : 'neutral'}>{says}</StateMark>
      </h2>
      <p className="tabular-nums text-sm text-ink-soft">
        {specialistKindLabels[row.kind]}，{row.startsOn} 至 {row.endsOn}，代填需求 {row.demands} 项
        {row.endNote && `，召回原因：${row.endNote}`}
      </p>
      {row.mayRecall && (
        <details className="mt-1 text-sm" open={reply !== undefined}>
          <summary className="link-quiet inline-flex min-h-11 items-center">召回</summary>
          <ErrorSummary errors={reply?.errors} scope={row.id} />
          <IntentForm intent="recall" className="flex flex-wrap items-end gap-3">
            <input type="hidden" name="id" value={row.id} />
            <Field name="note" label="原因" scope={row.id} error={reply?.errors.note}>
              {(control) => <TextInput {...control} maxLength={200} />}
            </Field>
            <SubmitButton look="secondary" intent="recall">
              召回<span className="sr-only">：{row.name}</span>
            </SubmitButton>
          </IntentForm>
        </details>
      )}
    </li>
  );
}
