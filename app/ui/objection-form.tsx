import type { ReactNode } from 'react';
import { objectionPapers } from '#app/domain/objection-papers.ts';
import { isUndecided, type ObjectionState } from '#app/domain/publicity.ts';
import { DateText } from './date-text.tsx';
import { type DeedReply, replyTo } from './deed-reply.ts';
import { Field } from './field.tsx';
import { FileInput } from './file-input.tsx';
import { IntentForm } from './intent-form.tsx';
import { Notice } from './notice.tsx';
import { type ObjectionSubject, objectionWords } from './objection-words.ts';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';

interface ObjectionFormProps {
  subject: ObjectionSubject;
  replayKey: string;
  reply: DeedReply | undefined;
  /** What names the notice where the address of the page does not. */
  children?: ReactNode;
  /** When the reader last filed one that is open: told above the empty form. */
  filed?: Date | null;
  /** It may bring evidence along. */
  takesPapers?: boolean;
}

/** When the reader's last open objection was filed; null where none is open. */
export const filedOf = (
  rows: readonly { readonly state: ObjectionState; readonly createdAt: Date; readonly isMine: boolean }[],
): Date | null => rows.findLast(({ isMine, state }) => isMine && isUndecided(state))?.createdAt ?? null;

/** A person objects under his own name. */
export function ObjectionForm({
  subject,
  replayKey,
  reply,
  children,
  filed = null,
  takesPapers = false,
}: ObjectionFormProps) {
  const { errors, typed } = replyTo(reply, 'object');
  return (
    <IntentForm
      intent="object"
      replayKey={replayKey}
      className="grid gap-4"
      {...(takesPapers ? { encType: 'multipart/form-data' as const } : {})}
    >
      {filed !== null && (
        <Notice title="异议已提交">
          你在 <DateText value={filed} as="minute" />{' '}
          提出的异议正在处理，进展和答复在上面的列表里。另有不同的异议才再填。
        </Notice>
      )}
      {children}
      <Field name="grounds" label="异议内容和依据" why={objectionWords[subject].filing} error={errors.grounds}>
        {(control) => <TextArea {...control} rows={5} maxLength={2000} defaultValue={typed('grounds')} />}
      </Field>
      {takesPapers && (
        <FileInput
          name="file"
          scope="object"
          label="证据材料"
          required={false}
          multiple
          accept=".pdf,.png,.jpg,.jpeg,.webp,.docx,.xlsx"
          limits={`PDF、图片、Word 或 Excel，最多 ${objectionPapers.most} 份，每份不超过 20 MB；只有你和公示单位的管理员、经办人、审批人能看。`}
          error={errors.file}
        />
      )}
      <div className="grid sm:block">
        <SubmitButton intent="object">实名提出异议</SubmitButton>
      </div>
    </IntentForm>
  );
}
