import type { ComponentProps } from 'react';
import { formatWan } from '#app/domain/money.ts';
import { DateInput } from '../date-input.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { FormActions } from '../form-actions.tsx';
import { IntentForm } from '../intent-form.tsx';
import { MoneyInput } from '../money-input.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import type { StateAssetCard } from './state-asset-card.tsx';

interface StateAssetFormProps {
  filing: ComponentProps<typeof StateAssetCard>['filing'];
  reply: DeedReply | undefined;
}

/** The filed valuation and the deal at a property-rights exchange, as their papers say. */
export function StateAssetForm({ filing, reply }: StateAssetFormProps) {
  const { errors, typed } = replyTo(reply, 'record');
  const { '': message, ...fields } = errors;
  const words = (name: 'valuationNo' | 'filedWith' | 'exchange' | 'certificateNo', label: string, why?: string) => (
    <Field name={name} label={label} why={why} error={errors[name]}>
      {(control) => <TextInput {...control} defaultValue={typed(name) || (filing?.[name] ?? '')} maxLength={120} />}
    </Field>
  );
  const day = (name: 'filedOn' | 'dealtOn', label: string) => (
    <Field name={name} label={label} width="half" error={errors[name]}>
      {(control) => <DateInput {...control} defaultValue={typed(name) || (filing?.[name] ?? '')} />}
    </Field>
  );
  const paper = (name: 'filing' | 'certificate', label: string, keptId: string | null) => (
    <FileInput
      name={name}
      label={label}
      why={keptId === null ? '只有本单位参与审批的人能看。' : '已经传过；不换就不用再传。'}
      limits="PDF 或清晰的照片，不超过 20 MB"
      accept=".pdf,image/png,image/jpeg,image/webp"
      required={keptId === null}
      error={errors[name]}
    />
  );
  return (
    <IntentForm intent="record" encType="multipart/form-data" className="grid gap-5">
      <ErrorSummary errors={fields} message={message?.[0]} />
      {words('valuationNo', '评估备案编号')}
      <MoneyInput
        name="valuation"
        label="评估值"
        defaultValue={typed('valuation') || (filing ? formatWan(filing.valuationFen).replace(' 万元', '') : '')}
        error={errors.valuation}
      />
      {words('filedWith', '备案机构', '例如：省国资委、集团公司')}
      {day('filedOn', '备案日期')}
      {words('exchange', '产权交易机构')}
      {words('certificateNo', '交易凭证编号')}
      {day('dealtOn', '成交日期')}
      {paper('filing', '评估备案表', filing?.filingFileId ?? null)}
      {paper('certificate', '交易凭证', filing?.certificateFileId ?? null)}
      <FormActions note="登记后双方才能签署；写错了可以再登记一次，以最后一次为准，以前的留底。">
        <SubmitButton intent="record">登记</SubmitButton>
      </FormActions>
    </IntentForm>
  );
}
