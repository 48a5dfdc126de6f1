import { Form } from '@remix-run/react';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import type { Option } from '../option.ts';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';

interface ImportFormProps {
  units: readonly Option[];
  reply:
    | { readonly values: Readonly<Record<string, unknown>>; readonly errors: Readonly<Record<string, string[]>> }
    | undefined;
}

/** Most faults shown at once; the rest show up when these are mended. */
const mostShown = 40;

/** Takes a sheet of demands and says row by row what is wrong with it. */
export function ImportForm({ units, reply }: ImportFormProps) {
  const errors = reply?.errors ?? {};
  const rows = Object.entries(errors).flatMap(([name, says]) => (name.startsWith('row') ? says : []));
  const fields = Object.fromEntries(Object.entries(errors).filter(([name]) => name !== '' && !name.startsWith('row')));
  const whole =
    rows.length > 0 ? '表里有问题，一项也没有收。改好再传，或者勾选下面的“先收没问题的”。' : errors['']?.[0];
  return (
    <Form method="post" encType="multipart/form-data" noValidate className="grid max-w-form gap-6">
      <input type="hidden" name="intent" value="import" />
      <ErrorSummary errors={fields} message={whole} />
      {rows.length > 0 && (
        <ul className="list-disc pl-6 text-sm" aria-label="表里的问题">
          {rows.slice(0, mostShown).map((says) => (
            <li key={says}>{says}</li>
          ))}
          {rows.length > mostShown && <li>还有 {rows.length - mostShown} 处，改好这些再看。</li>}
        </ul>
      )}
      <Field name="orgId" label="谁的需求" error={errors.orgId}>
        {(control) => (
          <Select
            {...control}
            options={units}
            defaultValue={typeof reply?.values.orgId === 'string' ? reply.values.orgId : units[0]?.value}
          />
        )}
      </Field>
      <FileInput
        name="file"
        label="需求征集表"
        limits="XLSX 或 CSV，一次最多 200 项，不超过 10 MB"
        accept=".xlsx,.csv"
        error={errors.file}
      />
      <CheckboxGroup
        name="skipWrong"
        label="有问题的行"
        required={false}
        options={[{ value: 'yes', label: '先收没问题的，有问题的留着以后改' }]}
        defaultValue={reply?.values.skipWrong === 'yes' ? ['yes'] : []}
      />
      <div>
        <SubmitButton pendingText="正在读表…">导入</SubmitButton>
      </div>
    </Form>
  );
}
