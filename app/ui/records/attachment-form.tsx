import type { FormEvent } from 'react';
import { attachmentKinds, attachmentLabels } from '#app/domain/attachment.ts';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { FormActions } from '../form-actions.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';

interface AttachmentFormProps {
  replayKey: string;
  /** The record is public already: the paper waits for the secrecy review by itself. */
  isPublic: boolean;
  reply:
    | { readonly values: Readonly<Record<string, unknown>>; readonly errors: Readonly<Record<string, string[]>> }
    | undefined;
}

const kinds = attachmentKinds.map((kind) => ({ value: kind, label: attachmentLabels[kind] }));

/** The promise is of the file that is chosen: another file asks for it anew. */
function withdrawDeclaration(event: FormEvent<HTMLFormElement>) {
  if (!(event.target instanceof HTMLInputElement) || event.target.type !== 'file') return;
  const tick = event.currentTarget.elements.namedItem('isOpen');
  if (tick instanceof HTMLInputElement) tick.checked = false;
}

/** One paper with what it is, and the promise that nothing in it is classified. */
export function AttachmentForm({ replayKey, isPublic, reply }: AttachmentFormProps) {
  const typed = (name: string): string => {
    const value = reply?.values[name];
    return typeof value === 'string' ? value : '';
  };
  return (
    <IntentForm
      intent="add"
      replayKey={replayKey}
      encType="multipart/form-data"
      className="grid gap-4"
      onChange={withdrawDeclaration}
    >
      <Field name="kind" label="种类" width="half" error={reply?.errors.kind}>
        {(control) => <Select {...control} options={kinds} blank="请选择" defaultValue={typed('kind')} />}
      </Field>
      <Field
        name="title"
        label="名称"
        why="别人看到的名字，如“省质检院检测报告，2026 年 3 月”。"
        error={reply?.errors.title}
      >
        {(control) => <TextInput {...control} maxLength={80} defaultValue={typed('title')} />}
      </Field>
      <FileInput
        name="file"
        label="文件"
        accept=".pdf,.png,.jpg,.jpeg,.webp,.xlsx,.docx,application/pdf,image/*"
        limits="PDF、图片、Excel 或 Word，不超过 20 MB。用户证明和各完成单位的同意书只给本单位和登记审核人看；种类选“图片”的，审过后登在成果页上：全文公开的人人看得到，摘要公开的认证单位的人员登录后看得到，不公开正文的不登。"
        error={reply?.errors.file}
      />
      <CheckboxGroup
        name="isOpen"
        label="密级"
        error={reply?.errors.isOpen}
        options={[{ value: 'on', label: '这份材料不涉及国家秘密，也没有不宜公开的商业秘密。' }]}
      />
      <FormActions
        note={isPublic ? '成果已公开：保密审查通过后，别人才看得到。' : '随成果一起审核，公开后别人才看得到。'}
      >
        <SubmitButton intent="add" pendingText="正在上传…">
          上传
        </SubmitButton>
      </FormActions>
    </IntentForm>
  );
}
