import type { RoomDocumentState } from '#app/domain/nda.ts';
import { labelOf } from '#app/domain/machine.ts';
import { maxRoomBytes, roomDocumentMachine } from '#app/domain/nda.ts';
import { Button } from '../button.tsx';
import { DateText } from '../date-text.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import type { Reply } from './nda-agreement.tsx';

export interface RoomDocumentLine {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly state: RoomDocumentState;
  readonly createdAt: Date;
  readonly type: string;
  readonly bytes: number;
  readonly isOwn: boolean;
  readonly ownerName: string;
  readonly mayOpen: boolean;
  readonly mayWithdraw: boolean;
  readonly openings: readonly {
    readonly id: string;
    readonly name: string;
    readonly orgName: string;
    readonly at: Date;
    readonly mark: string;
  }[];
}

const kinds: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG 图片',
  'image/jpeg': 'JPEG 图片',
  'image/webp': 'WebP 图片',
};
const sizeOf = (bytes: number): string =>
  bytes >= 1_048_576 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;

/** The documents of the room, with the log of openings under one's own. */
export function RoomDocuments({ dealId, documents }: { dealId: string; documents: readonly RoomDocumentLine[] }) {
  return (
    <ul className="rounded-lg border border-line bg-card">
      {documents.map((one) => (
        <li key={one.id} className="border-b border-line px-4 py-4 last:border-b-0 sm:px-6">
          <div className="flex flex-wrap items-start justify-between gap-3">
            <div className="min-w-0">
              <h3 className="break-words font-bold">{one.title}</h3>
              <p className="flex flex-wrap gap-x-3 text-sm text-ink-soft">
                <span>{one.isOwn ? '你方提供' : one.ownerName}</span>
                <span className="nums">
                  {kinds[one.type] ?? one.type}，{sizeOf(one.bytes)}
                </span>
                <DateText value={one.createdAt} as="minute" />
                {one.state === 'withdrawn' && (
                  <StateMark tone="neutral">{labelOf(roomDocumentMachine, one.state)}</StateMark>
                )}
              </p>
              {one.note && <p className="mt-1 whitespace-pre-line break-words text-sm">{one.note}</p>}
            </div>
            <div className="flex flex-wrap gap-2">
              {one.mayOpen && (
                <form method="post" action={`/desk/deals/${dealId}/room/open`}>
                  <input type="hidden" name="intent" value="open" />
                  <input type="hidden" name="documentId" value={one.id} />
                  <Button type="submit" look={one.isOwn ? 'secondary' : 'primary'} aria-label={`打开 ${one.title}`}>
                    打开
                  </Button>
                </form>
              )}
              {one.mayWithdraw && (
                <IntentForm intent="withdrawDocument">
                  <input type="hidden" name="documentId" value={one.id} />
                  <SubmitButton look="quiet">撤下</SubmitButton>
                </IntentForm>
              )}
            </div>
          </div>
          {one.isOwn && <Openings document={one} />}
        </li>
      ))}
    </ul>
  );
}

function Openings({ document }: { document: RoomDocumentLine }) {
  if (document.openings.length === 0) return <p className="mt-2 text-sm text-ink-soft">还没有人打开过。</p>;
  return (
    <details className="mt-2" open={document.openings.length <= 5}>
      <summary className="link-quiet inline-flex min-h-11 cursor-pointer items-center text-sm">
        打开记录 {document.openings.length} 次
      </summary>
      <ol aria-label={`${document.title}的打开记录`} className="text-sm">
        {document.openings.map((one) => (
          <li key={one.id} className="flex flex-wrap gap-x-3 border-t border-line py-1.5">
            <DateText value={one.at} as="minute" />
            <span>
              {one.name}，{one.orgName}
            </span>
            <span className="nums text-ink-soft">水印编号 {one.mark}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Puts a document into the room. */
export function ShareDocument({ replayKey, reply }: { replayKey: string; reply: Reply | undefined }) {
  const mine = reply?.intent === 'share' ? reply : undefined;
  const { '': whole, ...errors } = mine?.errors ?? {};
  const typed = (name: string) => (typeof mine?.values[name] === 'string' ? mine.values[name] : '');
  return (
    <section className="rounded-lg border border-line bg-card px-4 py-4 sm:px-6">
      <SectionHead look="plain">放一份资料</SectionHead>
      <IntentForm intent="share" replayKey={replayKey} encType="multipart/form-data" className="grid max-w-form gap-4">
        <ErrorSummary errors={errors} message={whole?.[0]} />
        <Field name="title" label="资料名称" error={errors.title}>
          {(control) => <TextInput {...control} defaultValue={typed('title')} maxLength={100} />}
        </Field>
        <Field name="note" label="说明" required={false} error={errors.note}>
          {(control) => <TextInput {...control} defaultValue={typed('note')} maxLength={500} />}
        </Field>
        <FileInput
          name="file"
          label="文件"
          accept=".pdf,image/png,image/jpeg,image/webp"
          limits={`PDF 或图片，不超过 ${maxRoomBytes / 1_048_576} MB。其他格式请先导出为 PDF：打开时要标明阅读人。`}
          error={errors.file}
        />
        <div className="grid sm:block">
          <SubmitButton intent="share">放进资料室</SubmitButton>
        </div>
      </IntentForm>
    </section>
  );
}
