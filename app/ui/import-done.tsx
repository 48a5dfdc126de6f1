import { ButtonLink } from './button.tsx';
import { CheckboxGroup } from './checkbox-group.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { IntentForm } from './intent-form.tsx';
import { Notice } from './notice.tsx';
import { SubmitButton } from './submit-button.tsx';

interface ImportDoneProps {
  row: {
    readonly doneRows: number;
    readonly importedRows: number;
    readonly updatedRows: number;
    readonly skippedRows: number;
    readonly id: string;
    readonly reviewedBy: string | null;
  };
  /** The name of who is said to have done the secrecy review of the whole file. */
  reviewer: string | null;
  /** The search has taken in all of it. */
  isSearchable: boolean;
  deeds: readonly string[];
  errors?: Readonly<Record<string, string[]>> | undefined;
}

const count = (n: number): string => n.toLocaleString('en-US');

/** What came of the import, and the way back. */
export function ImportDone({ row, deeds, reviewer, isSearchable, errors }: ImportDoneProps) {
  const parts = [
    row.importedRows > 0 && `新增 ${count(row.importedRows)} 项`,
    row.updatedRows > 0 && `更新 ${count(row.updatedRows)} 项`,
    row.skippedRows > 0 && `跳过 ${count(row.skippedRows)} 行`,
  ].filter((part) => part !== false);
  const outcome =
    row.reviewedBy === null
      ? '已送保密审查，通过后公开。'
      : isSearchable
        ? '成果已公开，可以搜到了。'
        : '成果已公开，正在编入搜索，大批量要几分钟。';
  return (
    <>
      <Notice
        kind="success"
        title={`已处理 ${count(row.doneRows)} 行，${outcome}`}
        actions={
          <>
            <ButtonLink to="/desk/achievements">看本单位成果</ButtonLink>
            {row.reviewedBy !== null && <ButtonLink to="/achievements">到公开列表里找</ButtonLink>}
          </>
        }
      >
        {parts.join('，')}
        {parts.length > 0 && '。'}
        {reviewer !== null && `经办人声明：${reviewer}已对整份文件做过保密审查。`}
      </Notice>
      {deeds.includes('undo') && (
        <details className="mt-4 rounded-lg border border-line bg-card px-4 py-3 sm:px-6">
          <summary className="cursor-pointer font-bold">导错了？撤销这次导入</summary>
          <p className="mt-2 text-sm text-ink-soft">
            新增而没有动过的成果撤下，更新过的恢复原来的内容。导入以后有人改过、洽谈或写进合同的不撤，会逐项写明原因。
          </p>
          <ErrorSummary message={errors?.['']?.[0]} errors={errors && { sure: errors.sure }} />
          <IntentForm intent="undo" className="mt-3">
            <CheckboxGroup
              name="sure"
              label="确认"
              error={errors?.sure}
              options={[{ value: 'on', label: '撤销这次导入，这些成果不再公开。' }]}
            />
            <div className="mt-3">
              <SubmitButton intent="undo" look="quiet">
                撤销这次导入
              </SubmitButton>
            </div>
          </IntentForm>
        </details>
      )}
    </>
  );
}
