import { Link } from '@remix-run/react';
import { demandMachine, type DemandState } from '#app/domain/demand.ts';
import { labelOf } from '#app/domain/machine.ts';
import { demandTone } from '../demand-tone.ts';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';

interface EnteredListProps {
  rows: readonly {
    readonly id: string;
    readonly no: string;
    readonly title: string;
    readonly unitName: string;
    readonly state: DemandState;
    readonly reviewNote: string | null;
    readonly isPublic: boolean;
  }[];
}

/** Demands that the person wrote down for others, and what became of them. */
export function EnteredList({ rows }: EnteredListProps) {
  if (rows.length === 0) return null;
  return (
    <section className="mt-10" aria-labelledby="entered">
      <SectionHead look="plain" id="entered">
        我代填的需求
      </SectionHead>
      <ul className="rounded-lg border border-line bg-card">
        {rows.map((row) => (
          <li key={row.id} className="border-b border-line px-4 py-3 last:border-b-0">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              {row.isPublic ? (
                <Link to={`/demands/${row.no}`} className="link">
                  {row.title}
                </Link>
              ) : (
                <b className="break-words">{row.title}</b>
              )}
              <StateMark tone={demandTone[row.state]}>{labelOf(demandMachine, row.state)}</StateMark>
            </div>
            <p className="tabular-nums text-sm text-ink-soft">
              {row.unitName}，{row.no}
            </p>
            {row.reviewNote && <p className="text-sm">退回的原因：{row.reviewNote}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
