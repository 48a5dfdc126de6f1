import { type EventFileKind, eventFileKindLabels, eventFileKinds } from '#app/domain/event-report.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { RowButton } from './agenda-section.tsx';
import type { DeskReply } from './event-deeds.tsx';

interface EvidenceSectionProps {
  files: readonly {
    readonly rowId: string;
    readonly id: string;
    readonly kind: EventFileKind;
    readonly name: string;
  }[];
  mayEdit: boolean;
  reply: DeskReply | undefined;
}

/** What proves the event: the signed list, photographs, minutes; and the papers it was approved with. */
export function EvidenceSection({ files, mayEdit, reply }: EvidenceSectionProps) {
  const errors = reply?.intent === 'keep-file' ? reply.errors : {};
  return (
    <section id="evidence" className="grid gap-3">
      <SectionHead look="plain" note="计入年度场次要有签到记录或签到表">
        材料和证明
      </SectionHead>
      {files.length === 0 && (
        <p className="text-sm text-ink-soft">还没有。传签到表、现场照片和纪要，主管部门确认时看。</p>
      )}
      <ul className="grid gap-1">
        {files.map(({ rowId, id, kind, name }) => (
          <li key={rowId} className="flex flex-wrap items-center justify-between gap-3 border-b border-line py-1">
            <span className="min-w-0">
              {eventFileKindLabels[kind]}：
              <a href={`/files/${id}`} className="link break-all">
                {name}
              </a>
            </span>
            {mayEdit && <RowButton intent="drop-file" id={rowId} words="删除" />}
          </li>
        ))}
      </ul>
      {mayEdit && (
        <IntentForm intent="keep-file" encType="multipart/form-data" className="grid gap-4">
          <ErrorSummary errors={errors} scope="evidence" />
          <Field name="kind" scope="evidence" label="是什么" error={errors.kind} width="half">
            {(control) => (
              <Select
                {...control}
                options={eventFileKinds.map((kind) => ({ value: kind, label: eventFileKindLabels[kind] }))}
              />
            )}
          </Field>
          <FileInput
            name="file"
            scope="evidence"
            label="文件"
            accept="application/pdf,image/png,image/jpeg,image/webp,.docx,.xlsx"
            limits="PDF、图片、Word 或表格，不超过 20 MB"
            error={errors.file}
          />
          <span>
            <SubmitButton look="secondary" intent="keep-file">
              上传
            </SubmitButton>
          </span>
        </IntentForm>
      )}
    </section>
  );
}
