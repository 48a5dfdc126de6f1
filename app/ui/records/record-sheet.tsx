import type { ReactNode } from 'react';
import type { SheetEntry, SheetField, SheetGroup } from '#app/domain/record-sheet.ts';
import { SectionHead } from '../section-head.tsx';

interface RecordSheetProps {
  groups: readonly SheetGroup[];
  /** What stands below a field: where a reviewer writes his remark on it. */
  renderBelow?: (field: SheetField) => ReactNode;
}

/** A whole record, group by group; what says nothing is left out. */
export function RecordSheet({ groups, renderBelow }: RecordSheetProps) {
  return (
    <div className="grid max-w-prose gap-6">
      {groups.map(({ label, fields }) => (
        <section key={label}>
          <SectionHead look="plain" level={3}>
            {label}
          </SectionHead>
          <dl className="rounded-lg border border-line bg-card text-sm">
            {fields.map((field) => (
              <div
                key={field.key}
                className="grid gap-x-4 gap-y-1 border-b border-line px-4 py-2.5 last:border-b-0 sm:grid-cols-[8rem_1fr] sm:px-6"
              >
                <dt className="text-ink-soft">{field.label}</dt>
                <dd className="min-w-0">
                  <Entries entries={field.entries} />
                  {renderBelow?.(field)}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function Entries({ entries }: { entries: readonly SheetEntry[] }) {
  const [first] = entries;
  if (entries.length === 1 && first?.length === 1) {
    return <p className="whitespace-pre-line break-words">{first[0]?.text}</p>;
  }
  return (
    <ol className="grid gap-1">
      {entries.map((entry, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- an entry has no name but its place
        <li key={at} className="flex flex-wrap gap-x-3 break-words">
          {entry.map(({ label, text }) => (
            <span key={label} className="min-w-0">
              <span className="text-ink-faint">{label}</span> {text}
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
}
