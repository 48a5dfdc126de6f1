import { disputeWayLabels, disputeWays, improvementLabels, improvementWays } from '#app/domain/contract.ts';
import { inWordsOf } from '#app/domain/contract-kind-text.ts';
import { kindOfForm } from '#app/domain/composer-steps.ts';
import { Field } from './field.tsx';
import { NumberField } from './number-field.tsx';
import { optionsOf } from './option.ts';
import { RadioGroup } from './radio-group.tsx';
import type { TermsFieldsProps } from './composer-props.ts';
import { CopiesFields, PayeeField } from './contracts/copies-fields.tsx';
import { SecurityFields } from './contracts/security-fields.tsx';
import { Select } from './select.tsx';
import { TextArea } from './text-area.tsx';
import { TextInput } from './text-input.tsx';

const invoicingOptions = [
  { value: '', label: '先款后票（通常）' },
  { value: 'payment_first', label: '先款后票' },
  { value: 'invoice_first', label: '先票后款：收到发票才起算付款期限' },
];

const restDayOptions = [
  { value: 'move', label: '顺延到下一个工作日' },
  { value: 'keep', label: '不顺延' },
];

const riskOptions = [
  { value: 'shared', label: '双方合理分担' },
  { value: 'licensor', label: '研究开发人承担' },
  { value: 'licensee', label: '委托人承担' },
];
const resultOptions = [
  { value: 'licensor', label: '归研究开发人' },
  { value: 'licensee', label: '归委托人' },
  { value: 'shared', label: '双方共有' },
  { value: 'owner_each', label: '谁完成归谁' },
];

/** Only a development makes something new, and can fail (Civil Code art. 858–861). */
function DevelopmentFields({ form, errors }: TermsFieldsProps) {
  return (
    <>
      <RadioGroup
        name="results"
        label="开发成果归谁"
        defaultValue={form.results}
        error={errors.results}
        options={resultOptions}
        why="没有约定的，委托开发的专利申请权属于研究开发人（民法典第八百五十九条），所以必须选。"
      />
      <RadioGroup
        name="risk"
        label="开发失败的风险由谁承担"
        defaultValue={form.risk}
        error={errors.risk}
        options={riskOptions}
        inline
      />
    </>
  );
}

/** Improvements, confidentiality, late payment, disputes. */
export function OtherTermsFields({ form, errors, payee }: TermsFieldsProps) {
  const kind = kindOfForm(form);
  return (
    <>
      {kind === 'development' && <DevelopmentFields form={form} errors={errors} />}
      <RadioGroup
        name="improvements"
        label="后续改进成果归谁"
        defaultValue={form.improvements}
        error={errors.improvements}
        options={improvementWays.map((value) => ({ value, label: inWordsOf(kind, improvementLabels[value]) }))}
        why="没有约定的，一方的改进另一方无权分享（民法典第八百七十五条），所以必须选。"
      />
      <NumberField
        name="confidentialityYears"
        label="期满后继续保密"
        unit="年"
        value={form.confidentialityYears}
        errors={errors}
      />
      <NumberField
        name="latePenaltyPerDay"
        label="逾期违约金，每日"
        unit="%"
        value={form.latePenaltyPerDay}
        errors={errors}
      />
      <NumberField
        name="latePenaltyCap"
        label="违约金累计不超过逾期额的"
        unit="%"
        value={form.latePenaltyCap}
        errors={errors}
      />
      <Field name="invoicing" label="开票和付款的先后" width="half" error={errors.invoicing} required={false}>
        {(control) => <Select {...control} defaultValue={form.invoicing} options={invoicingOptions} />}
      </Field>
      <Field
        name="restDays"
        label="期限最后一天是休假日"
        why="付款、申报、验收答复的期限；民法典第二百零三条"
        width="half"
        error={errors.restDays}
        required={false}
      >
        {(control) => (
          <Select
            {...control}
            {...(form.restDays === '' && { blank: '没有约定：不顺延' })}
            defaultValue={form.restDays}
            options={restDayOptions}
          />
        )}
      </Field>
      <RadioGroup
        name="dispute.way"
        label="争议解决"
        defaultValue={form.dispute.way}
        error={errors['dispute.way']}
        options={optionsOf(disputeWays, disputeWayLabels)}
        inline
      />
      <Field name="dispute.place" label="仲裁机构或法院所在地" error={errors['dispute.place']}>
        {(control) => <TextInput {...control} defaultValue={form.dispute.place} maxLength={200} />}
      </Field>
      <PayeeField form={form} errors={errors} payee={payee} />
      <SecurityFields form={form} errors={errors} />
      <CopiesFields form={form} errors={errors} />
      <Field
        name="ownClauses"
        label="其他约定"
        why="双方自己的条款，一行一段，原样写进合同最后一条"
        error={errors.ownClauses}
        required={false}
      >
        {(control) => <TextArea {...control} rows={3} defaultValue={form.ownClauses} maxLength={8000} />}
      </Field>
    </>
  );
}
