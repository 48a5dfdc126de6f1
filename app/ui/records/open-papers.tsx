import { type AttachmentKind, attachmentLabels, type AttachmentReading, readingWords } from '#app/domain/attachment.ts';
import { StateMark } from '../state-mark.tsx';
import { sizeWords } from './attachment-list.tsx';

interface OpenPapersProps {
  papers: readonly {
    readonly id: string;
    readonly kind: AttachmentKind;
    readonly title: string;
    /** Null for a reader who may not open it. */
    readonly fileId: string | null;
    readonly bytes: number;
    /** How much of it the screen has read; said to reviewers only. */
    readonly reading?: AttachmentReading;
    /** What it found there to look at; said to reviewers only. */
    readonly flags?: readonly string[];
  }[];
}

/** Papers of a record for those who read it. */
export function OpenPapers({ papers }: OpenPapersProps) {
  return (
    <ul className="text-sm">
      {papers.map(({ id, kind, title, fileId, bytes, reading = 'whole', flags = [] }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-2 last:border-b-0">
          {fileId !== null ? (
            <a href={`/files/${fileId}`} className="link inline-flex min-h-11 items-center sm:min-h-6">
              {title}
            </a>
          ) : (
            <span>{title}</span>
          )}
          <span className="text-ink-soft">
            {attachmentLabels[kind]}，{sizeWords(bytes)}
          </span>
          {readingWords[reading] !== null && <StateMark tone="attention">{readingWords[reading]}</StateMark>}
          {flags.length > 0 && <StateMark tone="attention">筛查提示：{flags.join('、')}</StateMark>}
        </li>
      ))}
    </ul>
  );
}
