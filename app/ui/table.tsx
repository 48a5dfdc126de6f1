import type { ReactNode } from 'react';
import { classes } from './classes.ts';

/**
 * Where a cell goes when the row becomes a small grid on a phone: title left, amount right; then date and state; `line` is a
 * label with its value, `note` a short label before its text, `evidence` comes last.
 */
export type PhonePlace = 'title' | 'amount' | 'date' | 'state' | 'line' | 'note' | 'evidence' | 'hide';

export interface Column<Row> {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'right';
  readonly phone?: PhonePlace;
  /** Label on a phone where the head is too long. */
  readonly phoneLabel?: string;
  /** What stands in the totals row. */
  readonly total?: ReactNode;
  readonly width?: string;
}

export interface TableProps<Row> {
  /** Says what the table holds; read out, not shown. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Head of the totals row; without it there is none. */
  totalLabel?: string;
  /** Rows that stand under the totals because they do not count yet. */
  after?: { title: string; rows: readonly Row[] };
  /** `card` on the desk, `open` under a ruled head of a public page, `flush` inside a card with its own edges. */
  look?: 'card' | 'open' | 'flush';
  /** Narrow tables may stay tables on a phone. */
  keepOnPhone?: boolean;
  empty?: ReactNode;
}

const role = (name: 'table' | 'rowgroup' | 'row' | 'cell' | 'columnheader' | 'rowheader') => ({ role: name });

/** A table; its roles are written out because Safari forgets them where a row is laid out as a grid. */
export function Table<Row>({ columns, rows, look = 'card', keepOnPhone = false, ...props }: TableProps<Row>) {
  if (rows.length === 0 && !props.after && props.empty) return <>{props.empty}</>;
  const has = (place: PhonePlace) => columns.some(({ phone }) => phone === place);
  // Where a row's second line on a phone has a day and a state, its first is the title's alone.
  const stack = has('date') && !has('amount') ? 'dated' : '';
  const group = (list: readonly Row[]) =>
    list.map((row) => <BodyRow key={props.rowKey(row)} row={row} columns={columns} />);
  return (
    <div
      className={classes(
        look === 'card' && 'overflow-hidden rounded-lg border border-line bg-card',
        look === 'open' && 'table-open',
        keepOnPhone && 'overflow-x-auto',
      )}
    >
      <table className="data-table" data-stack={keepOnPhone ? undefined : stack} {...role('table')}>
        <caption className="sr-only">{props.caption}</caption>
        <thead {...role('rowgroup')}>
          <tr {...role('row')}>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                data-align={column.align}
                style={{ width: column.width }}
                {...role('columnheader')}
              >
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...role('rowgroup')}>{group(rows)}</tbody>
        {props.totalLabel && (
          <tbody data-total="" {...role('rowgroup')}>
            <TotalRow label={props.totalLabel} columns={columns} />
          </tbody>
        )}
        {props.after && props.after.rows.length > 0 && (
          <tbody {...role('rowgroup')}>
            <tr data-group="" {...role('row')}>
              <th scope="rowgroup" colSpan={columns.length} {...role('rowheader')}>
                {props.after.title}
              </th>
            </tr>
            {group(props.after.rows)}
          </tbody>
        )}
      </table>
    </div>
  );
}

function BodyRow<Row>({ row, columns }: { row: Row; columns: readonly Column<Row>[] }) {
  return (
    <tr {...role('row')}>
      {columns.map((column) => (
        <td
          key={column.key}
          data-align={column.align}
          data-phone={column.phone ?? 'line'}
          data-label={column.phoneLabel ?? column.head}
          {...role('cell')}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

function TotalRow<Row>({ label, columns }: { label: string; columns: readonly Column<Row>[] }) {
  const first = Math.max(
    1,
    columns.findIndex((column) => column.total !== undefined),
  );
  return (
    <tr {...role('row')}>
      <th scope="row" colSpan={first} {...role('rowheader')}>
        {label}
      </th>
      {columns.slice(first).map((column) => (
        <td key={column.key} data-align={column.align} data-label={column.phoneLabel ?? column.head} {...role('cell')}>
          {column.total}
        </td>
      ))}
    </tr>
  );
}
