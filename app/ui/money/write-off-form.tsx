import { formatYuan, type Fen } from '#app/domain/money.ts';
import { writeOffReasonLabels, writeOffReasons } from '#app/domain/write-off.ts';
import type { FormAnswer } from '../claim-shown.ts';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { useTyped } from '../typed-value.ts';

interface WriteOffFormProps {
  amountFen: Fen;
  replayKey: string;
  reply?: FormAnswer | undefined;
}

/** Finance proposes to write off what is open of a claim. */
export function WriteOffForm({ amountFen, replayKey, reply }: WriteOffFormProps) {
  const typed = useTyped(reply, 'propose');
  const errors = reply?.intent === 'propose' ? reply.errors : {};
  return (
    <section>
      <SectionHead look="plain">申请核销</SectionHead>
      <IntentForm
        intent="propose"
        replayKey={replayKey}
        encType="multipart/form-data"
        className="grid max-w-form gap-5"
      >
        <RadioGroup
          name="reason"
          label="原因"
          error={errors.reason}
          defaultValue={typed('reason')}
          options={writeOffReasons.map((value) => ({ value, label: writeOffReasonLabels[value] }))}
        />
        <Field name="note" label="经过和依据" why="什么时候催过、对方怎样答复、凭什么认定收不回来" error={errors.note}>
          {(control) => <TextArea {...control} rows={3} maxLength={500} defaultValue={typed('note')} />}
        </Field>
        <FileInput
          name="file"
          label="核销批件"
          why="校（院）长办公会纪要、资产处置批复、法院裁定等"
          limits="PDF 或图片，不超过 10 MB"
          accept="application/pdf,image/png,image/jpeg,image/webp"
          error={errors.file}
        />
        <div>
          <SubmitButton intent="propose">申请核销 {formatYuan(amountFen)}</SubmitButton>
          <p className="mt-2 text-sm text-ink-soft">由另一位审批人或管理员核对批件后入账。对方不会收到通知。</p>
        </div>
      </IntentForm>
    </section>
  );
}
