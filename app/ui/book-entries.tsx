import { Link } from '@remix-run/react';
import { accountLabels, type Account } from '#app/domain/ledger.ts';
import type { Fen } from '#app/domain/money.ts';
import { Amount } from './amount.tsx';
import { DateText } from './date-text.tsx';
import { entryPlace } from './entry-place.ts';

export interface ShownEntry {
  readonly id: string;
  readonly reference: string;
  readonly contractId: string | null;
  /** Whose page shows the fact; not said where that fact is the page. */
  readonly shownOn?: string | null;
  readonly description: string;
  readonly occurredAt: Date;
  readonly lines: readonly { readonly account: Account; readonly debitFen: Fen; readonly creditFen: Fen }[];
}

interface BookEntriesProps {
  caption: string;
  entries: readonly ShownEntry[];
  /** Each entry leads to the fact it was posted for; not where that fact is the page. */
  isLinked?: boolean;
}

/** Entries of a book, each with its lines: debit and credit are equal in every one. */
export function BookEntries({ caption, entries, isLinked = false }: BookEntriesProps) {
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-card">
      <table className="data-table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">日期、事项与科目</th>
            <th scope="col" data-align="right">
              借方
            </th>
            <th scope="col" data-align="right">
              贷方
            </th>
          </tr>
        </thead>
        {entries.map((entry) => (
          <tbody key={entry.id}>
            <tr data-group="">
              <th scope="rowgroup" colSpan={3}>
                <DateText value={entry.occurredAt} as="minute" />{' '}
                {isLinked ? <Description entry={entry} /> : entry.description}
              </th>
            </tr>
            {entry.lines.map((line) => (
              <tr key={`${line.account}-${line.debitFen}-${line.creditFen}`}>
                <td>{accountLabels[line.account]}</td>
                <td data-align="right">{line.debitFen > 0n && <Amount fen={line.debitFen} as="plain" />}</td>
                <td data-align="right">{line.creditFen > 0n && <Amount fen={line.creditFen} as="plain" />}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

/** What an entry was posted for, as the way there. */
function Description({ entry }: { entry: ShownEntry }) {
  const to = entryPlace({ ...entry, shownOn: entry.shownOn ?? null });
  if (to === null) return <>{entry.description}</>;
  return (
    <Link to={to} className="link-quiet inline-flex min-h-11 items-center sm:min-h-6">
      {entry.description}
    </Link>
  );
}
