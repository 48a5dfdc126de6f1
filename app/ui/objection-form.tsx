import type { ReactNode } from 'react';
import { type DeedReply, replyTo } from './deed-reply.ts';
import { Field } from './field.tsx';
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
}

/** A person objects under his own name. */
export function ObjectionForm({ subject, replayKey, reply, children }: ObjectionFormProps) {
  const { errors, typed } = replyTo(reply, 'object');
  return (
    <IntentForm intent="object" replayKey={replayKey} className="grid gap-4">
      {children}
      <Field name="grounds" label="异议内容和依据" why={objectionWords[subject].filing} error={errors.grounds}>
        {(control) => <TextArea {...control} rows={5} maxLength={2000} defaultValue={typed('grounds')} />}
      </Field>
      <div className="grid sm:block">
        <SubmitButton intent="object">实名提出异议</SubmitButton>
      </div>
    </IntentForm>
  );
}
