import { clearanceLabels, consentAnswerDays, type StatedGround } from '#app/domain/grant-clearance.ts';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';

interface ClearanceFormProps {
  versionN: number;
  earlier: { readonly id: string; readonly no: string; readonly versionN: number };
  grounds: readonly StatedGround[];
  reply: DeedReply | undefined;
}

const paperNames: Readonly<Record<StatedGround, string>> = {
  consent: '同意书',
  apart: '法务意见书',
  decided: '判决书或者裁决书',
};
const paperWhys: Readonly<Record<StatedGround, string>> = {
  consent: `同意书由在先的被许可方（受让人）签字盖章；登记后通知它，它能打开核对；它确认以后，或者 ${consentAnswerDays} 天内没有声明不同意的，才能签署；它对法务意见提出过异议的，要等它确认。`,
  apart: '写明两份合同为什么不重叠；在先合同的对方声明过没有同意的，复核以后它也能打开。',
  decided: '已经生效的；复核以后在先合同的对方也能打开。',
};

/** The owner's statement about one earlier contract. */
export function ClearanceForm({ versionN, earlier, grounds, reply }: ClearanceFormProps) {
  const seen = { versionN: String(versionN), earlierId: earlier.id, earlierVersionN: String(earlier.versionN) };
  const isOwn = Object.entries(seen).every(([name, value]) => reply?.values[name] === value);
  const own = isOwn ? reply : undefined;
  const { errors: all, typed } = replyTo(own, 'clear');
  const { '': whole, ...errors } = all;
  const scope = Object.values(seen).join('-');
  return (
    <IntentForm
      intent="clear"
      encType="multipart/form-data"
      needsProof={grounds.includes('consent')}
      className="mt-3 grid max-w-form gap-4"
    >
      {Object.entries(seen).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ErrorSummary errors={errors} message={whole?.[0]} scope={scope} />
      <RadioGroup
        name="ground"
        scope={scope}
        label="为什么可以并存"
        options={grounds.map((ground) => ({ value: ground, label: clearanceLabels[ground] }))}
        defaultValue={typed('ground')}
        error={errors.ground}
      />
      <Field
        name="reason"
        scope={scope}
        label="两份合同怎样划分"
        why="写明各自的产品、用途、地域、期限，或者对方同意的范围。写进签署证据，双方都看得到；在先的被许可方（受让人）要答复的，它也看得到，不要写和谁、以什么价格另签。"
        error={errors.reason}
      >
        {(control) => <TextArea {...control} rows={4} maxLength={1000} defaultValue={typed('reason')} />}
      </Field>
      <FileInput
        name="file"
        scope={scope}
        label={grounds.map((ground) => paperNames[ground]).join('或者')}
        accept=".pdf,.png,.jpg,.jpeg,.webp"
        limits="PDF 或者图片，不超过 20 MB。"
        why={`${grounds.map((ground) => paperWhys[ground]).join('')}本合同双方都能打开。`}
        error={errors.file}
      />
      <div className="grid sm:block">
        <SubmitButton intent="clear">记入签署证据</SubmitButton>
      </div>
    </IntentForm>
  );
}
