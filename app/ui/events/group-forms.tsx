import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { type OpenTicket, ticketOptions } from './register-form.tsx';

interface GroupFormsProps {
  tickets: readonly OpenTicket[];
  keys: { readonly group: string; readonly groupFile: string };
  errorsOf: (intent: string) => Readonly<Record<string, string[]>>;
  typedOf: (intent: string) => (name: string) => string;
}

/** A unit's colleagues: typed or pasted line by line, or as a table. */
export function GroupForms({ tickets, keys, errorsOf, typedOf }: GroupFormsProps) {
  const isOpen = ['group', 'group-file'].some((intent) => Object.keys(errorsOf(intent)).length > 0);
  const kindOf = (intent: 'group' | 'group-file', why?: string) => (
    <Field name="ticketId" scope={intent} label="参会身份" why={why} error={errorsOf(intent).ticketId} width="half">
      {(control) => (
        <Select
          {...control}
          blank="请选择"
          options={ticketOptions(tickets)}
          defaultValue={typedOf(intent)('ticketId')}
        />
      )}
    </Field>
  );
  return (
    <details open={isOpen} className="rounded-lg border border-line bg-card px-5 py-3">
      <summary className="min-h-11 cursor-pointer py-2 font-bold">团体报名：给本单位的同事报名</summary>
      <IntentForm intent="group" replayKey={keys.group} className="grid gap-4 py-3">
        <ErrorSummary errors={errorsOf('group')} scope="group" />
        {kindOf('group')}
        <Field
          name="people"
          scope="group"
          label="名单"
          why="每行一人：姓名 手机号 职务，可以从表格里粘贴。每人收到自己的参会码。"
          error={errorsOf('group').people}
        >
          {(control) => <TextArea {...control} defaultValue={typedOf('group')('people')} />}
        </Field>
        <SubmitButton intent="group">提交名单</SubmitButton>
      </IntentForm>
      <IntentForm
        intent="group-file"
        encType="multipart/form-data"
        replayKey={keys.groupFile}
        className="grid gap-4 border-t border-line py-3"
      >
        <ErrorSummary errors={errorsOf('group-file')} scope="group-file" />
        {kindOf('group-file', '表里“参会身份”空着的人按这个算')}
        <FileInput
          name="file"
          scope="group-file"
          label="或者上传一张表"
          accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          limits=".xlsx 或 .csv，最多 200 人；表头要有“姓名”和“手机号”，可以有“职务”和“参会身份”。表格读完不保存"
          error={errorsOf('group-file').file}
        />
        <SubmitButton look="secondary" intent="group-file">
          上传名单
        </SubmitButton>
      </IntentForm>
    </details>
  );
}
