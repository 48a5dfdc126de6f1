import type { DeedReply } from '../deed-reply.ts';
import { replyTo } from '../deed-reply.ts';
import { DateInput } from '../date-input.tsx';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { MoneyInput } from '../money-input.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';

interface LetterFormProps {
  members: readonly { readonly id: string; readonly name: string }[];
  contracts: readonly { readonly id: string; readonly no: string; readonly title: string }[];
  reply: DeedReply | undefined;
}

/** A 授权委托书: what is typed is what the platform checks signatures by. */
export function LetterForm({ members, contracts, reply }: LetterFormProps) {
  const { errors, typed } = replyTo(reply, 'add');
  return (
    <IntentForm
      intent="add"
      encType="multipart/form-data"
      className="grid gap-5 rounded-lg border border-line bg-card px-4 py-4 sm:px-6"
    >
      <Field name="holderName" label="受托人姓名" width="half" why="与委托书一致" error={errors.holderName}>
        {(control) => <TextInput {...control} maxLength={30} defaultValue={typed('holderName')} />}
      </Field>
      <Field
        name="holderId"
        label="受托人在本平台的账号"
        width="half"
        required={false}
        why="选了账号，他才能凭这份委托书在页面上签署；只在纸上签字的不用选。"
        error={errors.holderId}
      >
        {(control) => (
          <Select
            {...control}
            blank="没有账号"
            defaultValue={typed('holderId')}
            options={members.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </Field>
      <Field name="scope" label="授权事项" why="照委托书原文，例如：签订技术合同及其变更" error={errors.scope}>
        {(control) => <TextArea {...control} rows={2} maxLength={300} defaultValue={typed('scope')} />}
      </Field>
      <Field name="contractId" label="限于哪份合同" required={false} error={errors.contractId}>
        {(control) => (
          <Select
            {...control}
            blank="不限"
            defaultValue={typed('contractId')}
            options={contracts.map(({ id, no, title }) => ({ value: id, label: `${no} ${title}` }))}
          />
        )}
      </Field>
      <MoneyInput
        name="limit"
        label="单份合同限额"
        required={false}
        why="不限就留空。有封顶的合同按封顶额比，没有提成的按固定价款合计比；提成不封顶的合同没有上限，只有不设限额的授权才够。"
        error={errors.limit}
        defaultValue={typed('limit')}
      />
      <Field name="startsOn" label="从哪天起" width="half" error={errors.startsOn}>
        {(control) => <DateInput {...control} defaultValue={typed('startsOn')} />}
      </Field>
      <Field name="endsOn" label="到哪天止" width="half" error={errors.endsOn}>
        {(control) => <DateInput {...control} defaultValue={typed('endsOn')} />}
      </Field>
      <FileInput
        name="file"
        label="委托书扫描件"
        accept=".pdf,.png,.jpg,.jpeg,.webp"
        limits="PDF 或图片，不超过 20 MB"
        why="要有法定代表人签名或者公章。合同相对方能看到签署所依据的那一份。"
        error={errors.file}
      />
      <div className="grid sm:block">
        <SubmitButton intent="add">保存授权委托书</SubmitButton>
      </div>
    </IntentForm>
  );
}
