import { objectionPapers } from '#app/domain/objection-papers.ts';
import { type Objector, objectorKeptDays } from '#app/domain/objector.ts';
import { type DeedReply, replyTo } from './deed-reply.ts';
import { Field } from './field.tsx';
import { FileInput } from './file-input.tsx';
import { IntentForm } from './intent-form.tsx';
import { type ObjectionSubject, objectionWords } from './objection-words.ts';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';
import { TextInput } from './text-input.tsx';

interface ObjectionFormProps {
  subject: ObjectionSubject;
  replayKey: string;
  reply: DeedReply | undefined;
  /** What is known of the reader. */
  objector: Objector;
  /** It may bring evidence along. */
  takesPapers?: boolean;
}

/** A person objects under his own name. */
export function ObjectionForm({ subject, replayKey, reply, objector, takesPapers = false }: ObjectionFormProps) {
  const { errors, typed } = replyTo(reply, 'object');
  return (
    <IntentForm
      intent="object"
      replayKey={replayKey}
      className="grid gap-4"
      {...(takesPapers ? { encType: 'multipart/form-data' as const } : {})}
    >
      <Field
        name="name"
        scope="object"
        label="真实姓名"
        why={`只给受理单位的经办人和审批人看，核实和答复时用；处理完 ${objectorKeptDays} 天后删除。`}
        width="half"
        error={errors.name}
      >
        {(control) => (
          <TextInput {...control} maxLength={60} autoComplete="name" defaultValue={typed('name', objector.name)} />
        )}
      </Field>
      <Field
        name="contact"
        scope="object"
        label="联系方式"
        why="手机号、带区号的座机或者邮箱；看得到的人同上。"
        width="half"
        error={errors.contact}
      >
        {(control) => <TextInput {...control} maxLength={120} defaultValue={typed('contact', objector.contact)} />}
      </Field>
      <Field
        name="grounds"
        scope="object"
        label="异议内容和依据"
        why={objectionWords[subject].filing}
        error={errors.grounds}
      >
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
          limits={`PDF、图片、Word 或 Excel，最多 ${objectionPapers.most} 份，每份不超过 20 MB；只有你和公示单位的经办人、审批人能看。`}
          error={errors.file}
        />
      )}
      <div className="grid sm:block">
        <SubmitButton intent="object">实名提出异议</SubmitButton>
      </div>
    </IntentForm>
  );
}
