import { SectionHead } from '../section-head.tsx';

/** Handouts that passed the secrecy review, to take along. */
export function Handouts({
  no,
  files,
}: {
  no: string;
  files: readonly { readonly id: string; readonly name: string; readonly bytes: number }[];
}) {
  return (
    <section>
      <SectionHead note={`${files.length} 份`}>活动材料</SectionHead>
      <ul>
        {files.map(({ id, name, bytes }) => (
          <li key={id} className="border-b border-line">
            <a href={`/events/${no}/files/${id}`} className="link inline-flex min-h-11 items-center break-all">
              {name}
            </a>
            <span className="ml-3 text-sm text-ink-soft">{Math.max(1, Math.round(bytes / 1024))} KB</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
