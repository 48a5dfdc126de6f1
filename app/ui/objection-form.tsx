import type { ReactNode } from 'react';
import { objectionPapers } from '#app/domain/objection-papers.ts';
import { type DeedReply, replyTo } from './deed-reply.ts';
import { Field } from './field.tsx';
import { FileInput } from './file-input.tsx';
import { IntentForm } from './intent-form.tsx';
import { type ObjectionSubject, objectionWords } from './objection-words.ts';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';

interface ObjectionFormProps {
  subject: ObjectionSubject;
  replayKey: string;
  reply: DeedReply | undefined;
  /** What names the notice where the address of the page does not. */
  children?: ReactNode;
  /** It may bring evidence along. */
  takesPapers?: boolean;
}

/** A person objects under his own name. */
export function ObjectionForm({ subject, replayKey, reply, children, takesPapers = false }: ObjectionFormProps) {
  const { errors, typed } = replyTo(reply, 'object');
  return (
    <IntentForm
      intent="object"
      replayKey={replayKey}
      className="grid gap-4"
      {...(takesPapers ? { encType: 'multipart/form-data' as const } : {})}
    >
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
          limits={`PDF、图片、Word 或 Excel，最多 ${objectionPapers.most} 份，每份不超过 20 MB；只有你和公示单位能看。`}
          error={errors.file}
        />
      )}
      <div className="grid sm:block">
        <SubmitButton intent="object">实名提出异议</SubmitButton>
      </div>
    </IntentForm>
  );
}
