import { type SlideAudience, slideAudienceLabels, slideAudiences } from '#app/domain/event-slides.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { FileInput } from '../file-input.tsx';
import { FormActions } from '../form-actions.tsx';
import { IntentForm } from '../intent-form.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { typedValue } from '../typed-value.ts';
import type { DeskReply } from './event-deeds.tsx';
import { Pledge } from './pledge.tsx';

/** Slides of one item, and who may see them; `kept` is whom those are for that lie there already. */
export function SlidesForm({ kept, reply }: { kept: SlideAudience | null; reply: DeskReply | undefined }) {
  const errors = reply?.errors ?? {};
  return (
    <IntentForm intent="keep-slides" encType="multipart/form-data" className="grid max-w-3xl gap-6">
      <ErrorSummary errors={errors} />
      <RadioGroup
        name="audience"
        label="谁能看"
        defaultValue={typedValue(reply, 'keep-slides', 'audience') ?? kept ?? 'room'}
        options={slideAudiences.map((value) => ({ value, label: slideAudienceLabels[value] }))}
        error={errors.audience}
      />
      <FileInput
        name="file"
        label={kept === null ? '文件' : '换一份'}
        accept="application/pdf,.pptx"
        limits="PDF 或 PPTX，不超过 20 MB；换一份后重新审查"
        error={errors.file}
      />
      <Pledge error={errors.pledge}>材料不涉密，不含没有公开的技术秘密</Pledge>
      <FormActions note="组织方审查通过前，只有你单位和组织方能打开。">
        <SubmitButton intent="keep-slides">上传讲解材料</SubmitButton>
      </FormActions>
    </IntentForm>
  );
}
