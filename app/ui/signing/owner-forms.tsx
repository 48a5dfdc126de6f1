import { AgreeTick } from '../agree-tick.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';

const card = 'grid gap-5 rounded-lg border border-line bg-card px-4 py-4 sm:px-6';

interface FormProps {
  versionN: number;
  reply: DeedReply | undefined;
}

/** A co-owner agrees to the version that he read. */
export function OwnerConsentForm({ versionN, reply }: FormProps) {
  const { errors, typed } = replyTo(reply, 'consent');
  return (
    <IntentForm intent="consent" needsProof className={card}>
      <input type="hidden" name="versionN" value={versionN} />
      <AgreeTick
        name="hasRead"
        scope="consent"
        label={`我已通读第 ${versionN} 版全文，作为共有权人同意本单位签署和履行`}
        isTicked={typed('hasRead') === 'on'}
        error={errors.hasRead}
      />
      <p className="text-sm text-ink-soft">同意写进签署证据，不能收回；条款改了会再问一次。提交前要确认是你本人。</p>
      <div className="grid sm:block">
        <SubmitButton intent="consent">同意</SubmitButton>
      </div>
    </IntentForm>
  );
}

/** The officer puts in what a co-owner signed on paper. */
export function OwnerPaperForm({ versionN, owners, reply }: FormProps & { owners: readonly string[] }) {
  const { errors, typed } = replyTo(reply, 'paper');
  return (
    <IntentForm intent="paper" encType="multipart/form-data" className={card}>
      <input type="hidden" name="versionN" value={versionN} />
      <Field name="owner" label="共有权人" width="half" error={errors.owner}>
        {(control) => (
          <Select
            {...control}
            defaultValue={typed('owner')}
            options={owners.map((name) => ({ value: name, label: name }))}
          />
        )}
      </Field>
      <FileInput
        name="file"
        label="本人签字的同意书"
        accept=".pdf,.png,.jpg,.jpeg,.webp"
        limits="PDF 或者图片，不超过 20 MB。"
        why="要写明合同编号、版本和文本指纹，由本人签字。"
        error={errors.file ?? errors['']}
      />
      <div className="grid sm:block">
        <SubmitButton intent="paper" look="secondary">
          上传同意书
        </SubmitButton>
      </div>
    </IntentForm>
  );
}
