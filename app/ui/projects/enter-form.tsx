import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';

interface EnterFormProps {
  reply:
    | { readonly values: Readonly<Record<string, unknown>>; readonly errors: Readonly<Record<string, string[]>> }
    | undefined;
}

/** Accepted projects as lines pasted from a sheet. */
export function EnterForm({ reply }: EnterFormProps) {
  return (
    <section className="mt-8 max-w-form rounded-lg border border-line bg-card px-4 py-5 sm:px-6">
      <SectionHead look="plain">录入已验收项目</SectionHead>
      <IntentForm intent="enter" className="grid gap-3">
        <Field
          name="lines"
          label="项目清单"
          why="从表格直接粘贴，一行一项：项目编号、项目名称、承担单位、验收日期。已有的编号不重复录入。"
          error={reply?.errors.lines}
        >
          {(control) => (
            <TextArea
              {...control}
              rows={6}
              defaultValue={typeof reply?.values.lines === 'string' ? reply.values.lines : ''}
            />
          )}
        </Field>
        <div>
          <SubmitButton intent="enter">录入</SubmitButton>
        </div>
      </IntentForm>
    </section>
  );
}
