import { type AttachmentKind, attachmentLabels } from '#app/domain/attachment.ts';
import { sizeWords } from './attachment-list.tsx';

interface OpenPapersProps {
  papers: readonly {
    readonly id: string;
    readonly kind: AttachmentKind;
    readonly title: string;
    readonly fileId: string;
    readonly bytes: number;
  }[];
  /** To open a paper takes an account. */
  isSignedIn: boolean;
}

/** Papers of a record for those who read it. */
export function OpenPapers({ papers, isSignedIn }: OpenPapersProps) {
  return (
    <ul className="text-sm">
      {papers.map(({ id, kind, title, fileId, bytes }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-2 last:border-b-0">
          {isSignedIn ? (
            <a href={`/files/${fileId}`} className="link inline-flex min-h-11 items-center sm:min-h-6">
              {title}
            </a>
          ) : (
            <span>{title}</span>
          )}
          <span className="text-ink-soft">
            {attachmentLabels[kind]}，{sizeWords(bytes)}
          </span>
        </li>
      ))}
    </ul>
  );
}
