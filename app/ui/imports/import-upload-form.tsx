import { useNavigate } from '@remix-run/react';
import { type FormEvent, useState } from 'react';
import { ErrorSummary } from '../error-summary.tsx';
import type { FieldErrorText } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { FormActions } from '../form-actions.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Notice } from '../notice.tsx';
import { ProgressBar } from '../progress-bar.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { sendWithProgress, type UploadProgress, uploadWords } from './upload-progress.ts';

interface ImportUploadFormProps {
  action: string;
  replayKey: string;
  error?: FieldErrorText;
}

/** The sheet on its way, with a bar where the page is live; before that the browser's own form. */
export function ImportUploadForm({ action, replayKey, error }: ImportUploadFormProps) {
  const navigate = useNavigate();
  const [progress, setProgress] = useState<UploadProgress | null>(null);
  const [isBroken, setIsBroken] = useState(false);
  const [refused, setRefused] = useState<readonly string[]>();

  const send = async (form: HTMLFormElement) => {
    setIsBroken(false);
    setRefused(undefined);
    setProgress({ sentBytes: 0, allBytes: 1, seconds: 0 });
    try {
      const answer = await sendWithProgress(action, new FormData(form), setProgress);
      if (answer.page === null) setRefused(answer.says);
      else navigate(answer.page);
    } catch {
      setIsBroken(true);
    }
    setProgress(null);
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    const { file } = Object.fromEntries(new FormData(event.currentTarget));
    if (!(file instanceof File) || file.size === 0) return;
    event.preventDefault();
    if (progress === null) void send(event.currentTarget);
  };

  return (
    <IntentForm action={action} intent="upload" replayKey={replayKey} encType="multipart/form-data" onSubmit={onSubmit}>
      {refused && (
        <div className="mt-4">
          <ErrorSummary hasText={false} errors={{ file: refused }} />
        </div>
      )}
      <div className="mt-4">
        <FileInput
          name="file"
          label="成果表"
          accept=".xlsx,.csv,.jsonl,.ndjson,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          limits="Excel（.xlsx）、CSV（UTF-8、GB18030）或 JSON Lines，不超过 384 MB、100,000 行。只传公开信息，涉密内容不要上传。"
          error={refused === undefined ? error : refused}
        />
      </div>
      {isBroken && (
        <div className="mt-3">
          <Notice kind="danger" live="assertive" title="上传中断，文件没有传完。请检查网络，再点一次。" />
        </div>
      )}
      {progress !== null && (
        <div className="mt-3">
          <output className="block text-sm tabular-nums">{uploadWords(progress)}</output>
          <div className="mt-2">
            <ProgressBar label="上传进度" value={progress.sentBytes} max={progress.allBytes} />
          </div>
        </div>
      )}
      <FormActions>
        <SubmitButton pendingText="正在上传…" {...(progress === null ? { intent: 'upload' } : { pending: true })}>
          上传并检查
        </SubmitButton>
      </FormActions>
    </IntentForm>
  );
}
