import { relationLabels, valuationLabels } from '#app/domain/approval.ts';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { typedValue } from '../typed-value.ts';

interface StartApprovalFormProps {
  versionN: number;
  reply:
    | {
        readonly intent: string;
        readonly values: Readonly<Record<string, unknown>>;
        readonly errors: Readonly<Record<string, string[]>>;
      }
    | undefined;
}

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** What the decision rests on; all of it stands in the decision file. */
export function StartApprovalForm({ versionN, reply }: StartApprovalFormProps) {
  const typed = (name: string) => typedValue(reply, 'start', name);
  return (
    <IntentForm intent="start" className="mt-4 grid gap-6">
      <input type="hidden" name="versionN" value={versionN} />
      <RadioGroup
        name="valuation"
        label="资产评估"
        options={optionsOf(valuationLabels)}
        defaultValue={typed('valuation')}
        error={reply?.errors.valuation}
      />
      <Field
        name="valuationNote"
        label="定价依据"
        why="协议定价写明怎么谈定的、参照了什么；评估过的写机构、报告编号和结论。"
        error={reply?.errors.valuationNote}
      >
        {(control) => <TextArea {...control} rows={3} maxLength={500} defaultValue={typed('valuationNote')} />}
      </Field>
      <RadioGroup
        name="relation"
        label="关联交易"
        why="参与决定的人与对方有利害关系的，要披露并回避。"
        options={optionsOf(relationLabels)}
        defaultValue={typed('relation')}
        error={reply?.errors.relation}
      />
      <Field name="relationNote" label="关系和回避情况" required={false} error={reply?.errors.relationNote}>
        {(control) => <TextArea {...control} rows={2} maxLength={500} defaultValue={typed('relationNote')} />}
      </Field>
      <Field name="note" label="给审批人的说明" required={false} error={reply?.errors.note}>
        {(control) => <TextArea {...control} rows={2} maxLength={500} defaultValue={typed('note')} />}
      </Field>
      <div>
        <SubmitButton intent="start">发起审批</SubmitButton>
      </div>
    </IntentForm>
  );
}
