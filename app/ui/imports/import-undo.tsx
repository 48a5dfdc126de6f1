import { CheckboxGroup } from '../checkbox-group.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SubmitButton } from '../submit-button.tsx';

/** The way back of a whole import. */
export const ImportUndo = ({ errors }: { errors?: Readonly<Record<string, string[]>> | undefined }) => (
  <details open={errors !== undefined} className="mt-4 rounded-lg border border-line bg-card px-4 py-3 sm:px-6">
    <summary className="cursor-pointer font-bold">导错了？撤销这次导入</summary>
    <p className="mt-2 text-sm text-ink-soft">
      新增而没有动过的成果撤下，更新过的恢复原来的内容。导入以后有人改过、洽谈或写进合同的不撤，会逐项写明原因。
    </p>
    <ErrorSummary hasText={false} message={errors?.['']?.[0]} errors={errors && { sure: errors.sure }} />
    <IntentForm intent="undo" className="mt-3">
      <CheckboxGroup
        name="sure"
        label="确认"
        error={errors?.sure}
        options={[{ value: 'on', label: '撤销这次导入：新增的不再公开，更新过的恢复原来的内容。' }]}
      />
      <div className="mt-3">
        <SubmitButton intent="undo" look="quiet">
          撤销这次导入
        </SubmitButton>
      </div>
    </IntentForm>
  </details>
);
