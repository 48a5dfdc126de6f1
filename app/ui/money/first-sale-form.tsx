import { DateInput } from '../date-input.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';

interface FirstSaleFormProps {
  versionN: number;
  today: string;
  reply: DeedReply | undefined;
}

/** 首次销售: the day from which royalties run, where that is agreed. */
export function FirstSaleForm({ versionN, today, reply }: FirstSaleFormProps) {
  const { errors, typed } = replyTo(reply, 'firstSale');
  return (
    <IntentForm
      intent="firstSale"
      className="grid max-w-form gap-5 rounded-lg border border-line bg-card px-4 py-4 sm:px-6"
    >
      <h2 className="text-lg font-bold">登记首次销售</h2>
      <input type="hidden" name="versionN" value={versionN} />
      <Field
        name="soldOn"
        label="首次销售日"
        why="合同产品第一次开票或者交货的日子，登记后不能改"
        width="half"
        error={errors.soldOn}
      >
        {(control) => <DateInput {...control} max={today} defaultValue={typed('soldOn')} />}
      </Field>
      <Field name="note" label="卖了什么，卖给谁" error={errors.note}>
        {(control) => <TextInput {...control} maxLength={500} defaultValue={typed('note')} />}
      </Field>
      <div className="grid sm:block">
        <SubmitButton intent="firstSale">登记首次销售</SubmitButton>
      </div>
    </IntentForm>
  );
}
