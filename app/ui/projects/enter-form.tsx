import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';

interface EnterFormProps {
  reply:
    | {
        readonly intent: string;
        readonly values: Readonly<Record<string, unknown>>;
        readonly errors: Readonly<Record<string, string[]>>;
      }
    | undefined;
}

/** Accepted projects: a sheet as the department has it, or lines pasted from one. */
export function EnterForm({ reply }: EnterFormProps) {
  const pasted = reply?.intent === 'enter' ? reply : undefined;
  return (
    <section className="mt-8 max-w-form rounded-lg border border-line bg-card px-4 py-5 sm:px-6">
      <SectionHead look="plain">录入已验收项目</SectionHead>
      <IntentForm intent="upload" encType="multipart/form-data" className="grid gap-3">
        <FileInput
          name="file"
          label="项目清单文件"
          accept=".xlsx,.csv,text/csv"
          why="表头要有：项目编号、项目名称、承担单位、验收日期；有“经费（万元）”的一并读取，其他列不读。"
          limits="Excel（.xlsx）或 CSV，一次最多 5,000 项。已有的编号不改动；有一行不对就都不录入，逐行告诉你。"
          error={reply?.intent === 'upload' ? reply.errors.file : undefined}
        />
        <FaultList faults={reply?.intent === 'upload' ? (reply.errors.file ?? []) : []} />
        <div>
          <SubmitButton intent="upload" pendingText="正在读取…">
            上传并录入
          </SubmitButton>
        </div>
      </IntentForm>
      <details className="mt-6" open={pasted !== undefined}>
        <summary className="link-quiet inline-flex min-h-11 items-center">或者粘贴几行</summary>
        <IntentForm intent="enter" className="grid gap-3">
          <Field
            name="lines"
            label="项目清单"
            why="从表格直接粘贴，一行一项：项目编号、项目名称、承担单位、验收日期。已有的编号不重复录入。"
            error={pasted?.errors.lines}
          >
            {(control) => (
              <TextArea
                {...control}
                rows={6}
                defaultValue={typeof pasted?.values.lines === 'string' ? pasted.values.lines : ''}
              />
            )}
          </Field>
          <div>
            <SubmitButton intent="enter" look="secondary">
              录入
            </SubmitButton>
          </div>
        </IntentForm>
      </details>
    </section>
  );
}

/** A field shows its first fault; of a sheet every row that is wrong is named. */
function FaultList({ faults }: { faults: readonly string[] }) {
  if (faults.length < 2) return null;
  return (
    <ul className="list-disc pl-5 text-sm text-danger">
      {faults.slice(1).map((says) => (
        <li key={says}>{says}</li>
      ))}
    </ul>
  );
}
