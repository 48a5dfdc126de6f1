import { ButtonLink } from './button.tsx';
import { CheckboxGroup } from './checkbox-group.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { IntentForm } from './intent-form.tsx';
import { Notice } from './notice.tsx';
import { SectionHead } from './section-head.tsx';
import { SubmitButton } from './submit-button.tsx';

const count = (n: number): string => n.toLocaleString('en-US');

interface ImportConfirmProps {
  row: { readonly validRows: number; readonly invalidRows: number; readonly duplicateRows: number };
  /** Events that the person who looks may trigger now. */
  deeds: readonly string[];
  errors?: Readonly<Record<string, string[]>> | undefined;
}

/** What will be public, in numbers, before the officer answers for it. */
export function ImportConfirm({ row, deeds, errors }: ImportConfirmProps) {
  const left = row.invalidRows + row.duplicateRows;
  if (row.validRows === 0) {
    return (
      <Notice
        kind="danger"
        title="没有可以导入的行"
        actions={
          <ButtonLink look="primary" to="/desk/imports">
            改好后重新上传
          </ButtonLink>
        }
      >
        {row.invalidRows > 0 && `${count(row.invalidRows)} 行有问题。`}
        {row.duplicateRows > 0 && `${count(row.duplicateRows)} 行重复。`}
        下面逐行写着原因。
      </Notice>
    );
  }
  if (!deeds.includes('confirm')) return <Notice kind="attention" title="检查完毕，等经办人确认后入库。" />;
  return (
    <section aria-labelledby="confirm" className="rounded-lg border border-line bg-card px-4 py-5 sm:px-6">
      <SectionHead look="plain" id="confirm">
        确认导入 {count(row.validRows)} 项成果
      </SectionHead>
      <p className="text-sm text-ink-soft">
        确认后这些成果立即公开。
        {left > 0 && `另外 ${count(left)} 行有问题或重复，不会导入，可以改好再传。`}
      </p>
      <ErrorSummary message={errors?.['']?.[0]} errors={errors && { commitment: errors.commitment }} />
      <IntentForm intent="confirm">
        <div className="mt-3">
          <CheckboxGroup
            name="commitment"
            label="保密承诺"
            error={errors?.commitment}
            options={[
              {
                value: 'on',
                label: '这些成果已经过本单位保密审查，不涉及国家秘密和不宜公开的商业秘密，可以向社会公开。',
              },
            ]}
          />
        </div>
        <div className="mt-4">
          <SubmitButton intent="confirm">确认导入</SubmitButton>
        </div>
      </IntentForm>
      {deeds.includes('cancel') && (
        <IntentForm intent="cancel" className="mt-2">
          <SubmitButton intent="cancel" look="quiet">
            放弃这次导入
          </SubmitButton>
        </IntentForm>
      )}
    </section>
  );
}
