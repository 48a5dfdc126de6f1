import { trialConclusionLabels, trialConclusions } from '#app/domain/trial-report.ts';
import { ButtonLink } from './button.tsx';
import { CheckboxGroup } from './checkbox-group.tsx';
import { type DeedReply, replyTo } from './deed-reply.ts';
import { ErrorSummary } from './error-summary.tsx';
import { Field } from './field.tsx';
import { FileInput } from './file-input.tsx';
import { FormActions } from './form-actions.tsx';
import { IntentForm } from './intent-form.tsx';
import { RadioGroup } from './radio-group.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';

interface FormProps {
  reply: DeedReply | undefined;
  backTo: string;
}

const kinds = '.pdf,.png,.jpg,.jpeg,.webp,.xlsx,.docx,.zip';
const limits = 'PDF、图片、XLSX、DOCX 或 ZIP，不超过 20 MB。';

/** 交付: which of the agreed items, with the list that both sign. */
export function DeliveryForm({ deliverables, reply, backTo }: FormProps & { deliverables: readonly string[] }) {
  const { typed } = replyTo(reply, 'handIn');
  const { '': message, ...errors } = reply?.errors ?? {};
  return (
    <IntentForm intent="handIn" encType="multipart/form-data" className="mt-6 grid gap-6">
      <ErrorSummary errors={errors} message={message?.[0]} />
      <CheckboxGroup
        name="items"
        label="这次交付了哪几项"
        error={errors.items}
        options={deliverables.map((item, i) => ({ value: String(i), label: item }))}
      />
      <FileInput
        name="file"
        label="交付清单或资料"
        accept={kinds}
        limits={limits}
        required={false}
        error={errors.file}
      />
      <Field name="note" label="说明" required={false} why="样品寄送单号、培训安排等。" error={errors.note}>
        {(control) => <TextArea {...control} rows={3} defaultValue={typed('note')} maxLength={1000} />}
      </Field>
      <FormActions note="提交后请对方验收；验收合格，试用从当天起算。">
        <SubmitButton intent="handIn">提交交付</SubmitButton>
        <ButtonLink to={backTo}>取消</ButtonLink>
      </FormActions>
    </IntentForm>
  );
}

/** 试用评价报告: the conclusion, what was measured, the report itself. */
export function TrialReportForm({ reply, backTo }: FormProps) {
  const { typed } = replyTo(reply, 'report');
  const { '': message, ...errors } = reply?.errors ?? {};
  return (
    <IntentForm intent="report" encType="multipart/form-data" className="mt-6 grid gap-6">
      <ErrorSummary errors={errors} message={message?.[0]} />
      <RadioGroup
        name="conclusion"
        label="试用结论"
        defaultValue={typed('conclusion')}
        error={errors.conclusion}
        options={trialConclusions.map((value) => ({ value, label: trialConclusionLabels[value] }))}
      />
      <Field name="findings" label="测了什么，结果如何" why="逐项写指标、方法和结果。" error={errors.findings}>
        {(control) => <TextArea {...control} rows={6} defaultValue={typed('findings')} maxLength={4000} />}
      </Field>
      <FileInput name="file" label="报告和数据" accept={kinds} limits={limits} required={false} error={errors.file} />
      <FormActions note="提交后对方可以确认，或者写不同意见；报告不能再改，可以另交一份。">
        <SubmitButton intent="report">提交报告</SubmitButton>
        <ButtonLink to={backTo}>取消</ButtonLink>
      </FormActions>
    </IntentForm>
  );
}
