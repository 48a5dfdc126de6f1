import { type EventFileKind, eventFileKindLabels, ownFileKinds, reviewedFileKinds } from '#app/domain/event-report.ts';
import { type SlideAudience, slideAudienceLabels } from '#app/domain/event-slides.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { RowButton } from './agenda-section.tsx';
import type { DeskReply } from './event-deeds.tsx';
import { Pledge } from './pledge.tsx';

export interface EventFileRow {
  readonly rowId: string;
  readonly id: string;
  readonly kind: EventFileKind;
  readonly name: string;
  readonly clearedAt: Date | null;
  /** Of slides: who may see them, and of what they are. */
  readonly audience: SlideAudience | null;
  readonly about: string | null;
  readonly isOwnUpload: boolean;
}

interface EvidenceSectionProps {
  files: readonly EventFileRow[];
  mayEdit: boolean;
  /** Whether this person answers for secrecy at the unit, and the event is public. */
  mayClear: boolean;
  reply: DeskReply | undefined;
}

/** What proves the event: the signed list, photographs, minutes; and the papers it was approved with. */
export function EvidenceSection({ files, mayEdit, mayClear, reply }: EvidenceSectionProps) {
  const errors = reply?.intent === 'keep-file' ? reply.errors : {};
  return (
    <section id="evidence" className="grid gap-3">
      <SectionHead look="plain" note="海报和活动材料审查后公开，其余只给本单位和主管部门看">
        材料和证明
      </SectionHead>
      {files.length === 0 && (
        <p className="text-sm text-ink-soft">
          还没有。发布前传活动方案、批示件和海报，会后传签到表、现场照片和纪要；计入年度场次要有签到记录或签到表。
        </p>
      )}
      <ul className="grid gap-1">
        {files.map((file) => (
          <FileLine key={file.rowId} file={file} mayEdit={mayEdit} mayClear={mayClear} reply={reply} />
        ))}
      </ul>
      {mayEdit && (
        <IntentForm intent="keep-file" encType="multipart/form-data" className="grid gap-4">
          <ErrorSummary errors={errors} scope="evidence" />
          <Field name="kind" scope="evidence" label="是什么" error={errors.kind} width="half">
            {(control) => (
              <Select
                {...control}
                options={ownFileKinds.map((kind) => ({ value: kind, label: eventFileKindLabels[kind] }))}
              />
            )}
          </Field>
          <FileInput
            name="file"
            scope="evidence"
            label="文件"
            accept="application/pdf,image/png,image/jpeg,image/webp,.docx,.xlsx"
            limits="PDF、图片、Word 或表格，不超过 20 MB；海报只收图片"
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

function FileLine({ file, mayEdit, mayClear, reply }: Omit<EvidenceSectionProps, 'files'> & { file: EventFileRow }) {
  const { rowId, id, kind, name, clearedAt, audience, about, isOwnUpload } = file;
  const isForAll = reviewedFileKinds.includes(kind);
  const forWhom = audience === null ? '可公开' : slideAudienceLabels[audience];
  const errors = reply?.intent === 'clear-file' && reply.values.rowId === rowId ? reply.errors : {};
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 border-b border-line py-1">
      <span className="min-w-0">
        {eventFileKindLabels[kind]}：
        <a href={`/files/${id}`} className="link break-all">
          {name}
        </a>
        {about && <span className="nums ml-2 text-sm text-ink-soft">{about}</span>}
        {isForAll && (
          <span className="ml-3 text-sm text-ink-soft">
            {clearedAt ? `已审查，${forWhom}` : `待保密审查，还不公开${audience === null ? '' : `；审查后${forWhom}`}`}
          </span>
        )}
      </span>
      <span className="flex flex-wrap items-center gap-3">
        {isForAll && mayClear && clearedAt === null && !isOwnUpload && (
          <IntentForm intent="clear-file" className="flex flex-wrap items-center gap-3">
            <input type="hidden" name="rowId" value={rowId} />
            <Pledge scope={rowId} error={errors.pledge}>
              {audience === null ? '已审查，不涉密，可以公开' : '已审查，不涉密'}
            </Pledge>
            <SubmitButton look="secondary" intent="clear-file">
              通过审查
            </SubmitButton>
          </IntentForm>
        )}
        {mayEdit && audience === null && <RowButton intent="drop-file" id={rowId} words="删除" />}
      </span>
    </li>
  );
}
