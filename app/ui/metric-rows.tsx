import { maxMetrics, type MetricForm } from '#app/domain/demand-form.ts';
import { Button } from './button.tsx';
import { fieldId } from './field-id.ts';
import { FieldError, FieldHint } from './field-words.tsx';
import { Select } from './select.tsx';
import { TextInput } from './text-input.tsx';

interface MetricRowsProps {
  rows: readonly MetricForm[];
  errors: Readonly<Record<string, readonly string[]>>;
}

const operators = [
  { value: '>=', label: '≥' },
  { value: '<=', label: '≤' },
  { value: '=', label: '=' },
  { value: 'range', label: '范围' },
];

const cells = [
  { key: 'name', label: '指标', hint: '蛋白回收率' },
  { key: 'operator', label: '比较', hint: '' },
  { key: 'value', label: '要求', hint: '75' },
  { key: 'unit', label: '单位', hint: '%' },
  { key: 'method', label: '怎么测', hint: '凯氏定氮' },
] as const;

/** Measurable targets, one row each. Rows are added and removed by buttons of the form, so that it works without JavaScript. */
export function MetricRows({ rows, errors }: MetricRowsProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="font-bold">
        技术指标<span className="ml-2 text-sm font-normal text-ink-faint">选填</span>
      </legend>
      <FieldHint id="metrics-why">写成能检验的数字，匹配和以后的验收都靠它。空行不算。</FieldHint>
      <ol className="mt-2 grid gap-3">
        {rows.map((row, at) => {
          const wrong = cells.flatMap(({ key }) => errors[`metrics[${at}].${key}`] ?? []);
          return (
            // oxlint-disable-next-line react/no-array-index-key -- a row has no name but its place
            <li key={at} className="rounded-md border border-line bg-card p-3">
              <div className="grid gap-2 sm:grid-cols-[2fr_5.5rem_1fr_1fr_1.5fr_auto] sm:items-end">
                {cells.map(({ key, label, hint }) => {
                  const name = `metrics[${at}].${key}`;
                  const control = {
                    id: fieldId(name),
                    name,
                    'aria-invalid': errors[name] ? (true as const) : undefined,
                    'aria-describedby': wrong.length > 0 ? `metric-${at}-error` : undefined,
                  };
                  return (
                    <label key={key} htmlFor={control.id} className="block text-sm">
                      <span className="text-ink-soft">
                        {label}
                        <span className="sr-only">，第 {at + 1} 项</span>
                      </span>
                      {key === 'operator' ? (
                        <Select {...control} options={operators} defaultValue={row.operator} />
                      ) : (
                        <TextInput
                          {...control}

                          placeholder={at === 0 ? hint : undefined}
                          defaultValue={row[key]}
                        />
                      )}
                    </label>
                  );
                })}
                <Button type="submit" look="quiet" name="intent" value={`remove-metric-${at}`}>
                  删去<span className="sr-only">第 {at + 1} 项指标</span>
                </Button>
              </div>
              {wrong.length > 0 && <FieldError id={`metric-${at}-error`}>{wrong.join('；')}</FieldError>}
            </li>
          );
        })}
      </ol>
      {rows.length < maxMetrics && (
        <div className="mt-2">
          <Button type="submit" name="intent" value="add-metric">
            加一项指标
          </Button>
        </div>
      )}
    </fieldset>
  );
}
