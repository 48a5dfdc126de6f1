import type { BankAccount } from '#app/domain/payee-account.ts';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { useTyped } from '../typed-value.ts';

interface BankUploadProps {
  /** Banks whose columns are known. */
  banks: readonly string[];
  /** The account in use. */
  account: BankAccount | null;
  replayKey: string;
  isFirst: boolean;
  reply?:
    | {
        readonly intent: string;
        readonly values: Readonly<Record<string, unknown>>;
        readonly errors: Readonly<Record<string, string[]>>;
      }
    | undefined;
}

/** Hands in a bank statement. */
export function BankUpload({ banks, account, replayKey, isFirst, reply }: BankUploadProps) {
  const typed = useTyped(reply, 'upload');
  const errors = reply?.intent === 'upload' ? reply.errors : {};
  return (
    <details open={isFirst || reply?.intent === 'upload'} className="rounded-lg border border-line bg-card px-5 py-3">
      <summary className="min-h-11 py-2.5 font-bold text-primary">上传银行流水</summary>
      <p className="mb-4 max-w-prose text-sm text-ink-soft">
        从网银导出交易明细，CSV 或 Excel 都行，不用改格式。同一行不会存两次，日期重叠也没关系。只有本单位财务看得到。
        {banks.length > 0 && `已认得的格式：${banks.join('、')}。`}
      </p>
      <IntentForm
        intent="upload"
        replayKey={replayKey}
        encType="multipart/form-data"
        className="grid max-w-form gap-5 pb-3"
      >
        <Field name="bankName" label="银行" error={errors.bankName} width="half">
          {(control) => (
            <TextInput
              {...control}
              maxLength={40}
              defaultValue={typed('bankName', banks[0] ?? account?.bankName ?? '')}
            />
          )}
        </Field>
        <Field name="accountNo" label="本单位的账号" why="流水是哪个账户的" error={errors.accountNo} width="half">
          {(control) => (
            <TextInput {...control} inputMode="numeric" defaultValue={typed('accountNo', account?.accountNo ?? '')} />
          )}
        </Field>
        <FileInput
          name="file"
          label="流水文件"
          limits=".xlsx 或 .csv，UTF-8 或 GB18030，不超过 5 MB、20,000 行"
          accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          error={errors.file}
        />
        <div>
          <SubmitButton intent="upload">上传</SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}
