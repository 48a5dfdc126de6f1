import { entitlementKinds, entitlementLabels, leastUseYears } from '#app/domain/entitlement.ts';
import { AgreeTick } from '../agree-tick.tsx';
import { DateInput } from '../date-input.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { FormActions } from '../form-actions.tsx';
import { IntentForm } from '../intent-form.tsx';
import { NumberField } from '../number-field.tsx';
import { optionsOf } from '../option.ts';
import { RadioGroup } from '../radio-group.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';

/** What inventors hold by agreement with their unit, after its publicity. */
export function EntitlementForm({ reply }: { reply: DeedReply | undefined }) {
  const { errors, typed } = replyTo(reply, 'entitle');
  const { '': message, ...fields } = errors;
  const day = (name: 'agreedOn' | 'noticeFrom' | 'noticeTo', label: string) => (
    <Field name={name} label={label} width="half" error={errors[name]}>
      {(control) => <DateInput {...control} defaultValue={typed(name)} />}
    </Field>
  );
  return (
    <IntentForm intent="entitle" encType="multipart/form-data" className="grid gap-5">
      <ErrorSummary errors={reply && fields} message={message?.[0]} />
      <RadioGroup
        name="kind"
        label="赋予什么"
        defaultValue={typed('kind')}
        error={errors.kind}
        options={optionsOf(entitlementKinds, entitlementLabels)}
        inline
      />
      <NumberField
        name="share"
        label="完成人合计持有的所有权份额"
        unit="%"
        value={typed('share')}
        errors={errors}
        why="选所有权份额时填"
      />
      <NumberField
        name="termYears"
        label="长期使用权的期限"
        unit="年"
        value={typed('termYears')}
        errors={errors}
        why={`选长期使用权时填，一般不少于 ${leastUseYears} 年`}
      />
      <Field
        name="holders"
        label="被赋权的完成人和各自比例"
        why="一行一人，合计 100%，例如：鲁松砚 60%"
        error={errors.holders}
      >
        {(control) => <TextArea {...control} rows={4} defaultValue={typed('holders')} maxLength={2000} />}
      </Field>
      {day('agreedOn', '赋权协议日期')}
      {day('noticeFrom', '公示开始日期')}
      {day('noticeTo', '公示结束日期')}
      <AgreeTick
        name="unitActsAlone"
        scope="entitle"
        label="赋权协议约定由本单位单独签署和履行合同，不再逐份征求共有权人同意"
        isTicked={typed('unitActsAlone') === 'on'}
        error={errors.unitActsAlone}
      />
      <FileInput
        name="file"
        label="签字盖章的赋权协议"
        why="由本单位单独签署的必须上传；只有本单位参与审批的人能看。"
        limits="PDF 或清晰的照片，不超过 20 MB"
        accept=".pdf,image/png,image/jpeg,image/webp"
        required={false}
        error={errors.file}
      />
      <Field name="note" label="备注" required={false} error={errors.note}>
        {(control) => <TextArea {...control} rows={2} defaultValue={typed('note')} maxLength={500} />}
      </Field>
      <FormActions note="登记以后提出的合同会写明共有权人和份额，签署以前要每一位同意（协议另有约定的除外）；已经写好的版本不变。">
        <SubmitButton intent="entitle">登记赋权</SubmitButton>
      </FormActions>
    </IntentForm>
  );
}
