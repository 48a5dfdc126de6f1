import { formatFen, formatYuan, type Fen } from '#app/domain/money.ts';
import type { FormAnswer } from '../claim-shown.ts';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { MoneyInput } from '../money-input.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { useTyped } from '../typed-value.ts';

interface PenaltyWaiverFormProps {
  /** What was to be repaid is waived whole. */
  isCredit: boolean;
  mostFen: Fen;
  /** The sum with which the page was called; null for all. */
  askedFen: Fen | null;
  replayKey: string;
  reply?: FormAnswer | undefined;
}

/** The payee's approver waives what is open of a charged penalty, wholly or in part, or all that was to be repaid. */
export function PenaltyWaiverForm({ isCredit, mostFen, askedFen, replayKey, reply }: PenaltyWaiverFormProps) {
  const intent = isCredit ? 'waiveCredit' : 'waive';
  const typed = useTyped(reply, intent);
  const errors = reply?.intent === intent ? reply.errors : {};
  return (
    <section>
      <SectionHead look="plain">{isCredit ? '放弃退还' : '免除多少'}</SectionHead>
      <IntentForm intent={intent} replayKey={replayKey} encType="multipart/form-data" className="grid max-w-form gap-5">
        {!isCredit && (
          <MoneyInput
            name="amount"
            label="免除的金额"
            unit="yuan"
            why={`最多 ${formatYuan(mostFen)}；只免一部分的，改成那部分`}
            error={errors.amount}
            defaultValue={typed('amount', formatFen(askedFen !== null && askedFen < mostFen ? askedFen : mostFen))}
          />
        )}
        <Field
          name="reason"
          label={isCredit ? '放弃的原因' : '免除的原因'}
          why={`${isCredit ? '收款方' : '付款方'}读得到，写明双方怎样商定`}
          error={errors.reason}
        >
          {(control) => <TextArea {...control} rows={2} maxLength={200} defaultValue={typed('reason')} />}
        </Field>
        <FileInput
          name="file"
          label="本单位的批件"
          why="会议纪要、审批单等；付款方看不到"
          limits="PDF 或图片，不超过 10 MB"
          accept="application/pdf,image/png,image/jpeg,image/webp"
          error={errors.file}
        />
        <div>
          <SubmitButton intent={intent} look="danger">
            {isCredit ? `放弃退还 ${formatYuan(mostFen)}` : '免除，双方账上减去'}
          </SubmitButton>
        </div>
      </IntentForm>
    </section>
  );
}
