import { bankColumns, type BankMapping } from '#app/domain/bank-columns.ts';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { Table } from '../table.tsx';
import { useTyped } from '../typed-value.ts';

interface BankMappingFormProps {
  heads: readonly string[];
  samples: readonly (readonly string[])[];
  /** What the heads themselves tell. */
  usual: BankMapping;
  reply?:
    | {
        readonly intent: string;
        readonly values: Readonly<Record<string, unknown>>;
        readonly errors: Readonly<Record<string, string[]>>;
      }
    | undefined;
}

const needed: readonly string[] = ['bookedOn'];

/** Says which column of an unknown bank is what; kept for its next statements. */
export function BankMappingForm({ heads, samples, usual, reply }: BankMappingFormProps) {
  const typed = useTyped(reply, 'map');
  const options = heads.filter((head) => head.trim() !== '').map((head) => ({ value: head, label: head }));
  const rows = samples.map((cells, i) => ({ key: String(i), cells }));
  return (
    <>
      <section>
        <SectionHead look="plain" note="表里的前几行">
          认不全这家银行的格式
        </SectionHead>
        <Table
          caption="上传的表格的前几行"
          keepOnPhone
          rows={rows}
          rowKey={(row) => row.key}
          columns={heads.map((head, at) => ({
            key: String(at),
            head,
            cell: (row: (typeof rows)[number]) => row.cells[at] ?? '',
          }))}
        />
      </section>
      <section>
        <SectionHead look="plain" note="对应一次就记住，下次不再问">
          每一列是什么
        </SectionHead>
        <IntentForm intent="map" className="grid max-w-form gap-5 sm:grid-cols-2">
          {bankColumns.map(({ key, label }) => (
            <Field key={key} name={key} label={label} error={reply?.errors[key]} required={needed.includes(key)}>
              {(control) => (
                <Select {...control} blank="表里没有" options={options} defaultValue={typed(key, usual[key] ?? '')} />
              )}
            </Field>
          ))}
          <div className="sm:col-span-2">
            <SubmitButton intent="map">按这样读取</SubmitButton>
          </div>
        </IntentForm>
      </section>
    </>
  );
}
