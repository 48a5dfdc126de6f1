import { IntentForm } from '../intent-form.tsx';
import { SubmitButton } from '../submit-button.tsx';

/** The way out before anything is stored: says first what it does, so that one click too many loses nothing. */
export const ImportCancel = () => (
  <details className="mt-2">
    <summary className="link-quiet inline-flex min-h-11 cursor-pointer items-center">放弃这次导入</summary>
    <p className="text-sm text-ink-soft">没有任何内容入库，逐行检查的结果会删掉；要再导入，重新上传。</p>
    <IntentForm intent="cancel" className="mt-2">
      <SubmitButton intent="cancel" look="quiet">
        确认放弃
      </SubmitButton>
    </IntentForm>
  </details>
);
