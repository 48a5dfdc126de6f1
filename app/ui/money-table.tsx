import type { Fen } from '#app/domain/money.ts';
import type { ReactNode } from 'react';
import { MoneyCell } from './money-cell.tsx';
import { Amount } from './amount.tsx';
import { Table, type Column, type PhonePlace, type TableProps } from './table.tsx';
import type { Tone } from './tone.ts';

/** A column of amounts: right-aligned, two decimals, added up at the foot. */
export interface MoneyColumn<Row> {
  readonly key: string;
  readonly head: string;
  readonly fen: (row: Row) => Fen | null;
  /** What produced the figure. */
  readonly to?: (row: Row) => string | null;
  /** What stands in a cell without an amount, instead of the dash. It counts nowhere. */
  readonly otherwise?: (row: Row) => ReactNode;
  readonly tone?: Tone;
  readonly phone?: PhonePlace;
  readonly phoneLabel?: string;
}

interface MoneyTableProps<Row> extends Omit<TableProps<Row>, 'columns' | 'totalLabel'> {
  columns: readonly (Column<Row> | MoneyColumn<Row>)[];
  totalLabel: string;
  /** `plain` where the caption or head names the unit, `yuan` with the sign. */
  as?: 'yuan' | 'plain';
}

const isMoney = <Row,>(column: Column<Row> | MoneyColumn<Row>): column is MoneyColumn<Row> => 'fen' in column;

/** The sum of a column's rows; cells without an amount add nothing. */
export const totalFen = <Row,>(rows: readonly Row[], fen: (row: Row) => Fen | null): Fen =>
  rows.reduce((sum, row) => sum + (fen(row) ?? 0n), 0n);

function moneyColumn<Row>(column: MoneyColumn<Row>, rows: readonly Row[], as: 'yuan' | 'plain'): Column<Row> {
  const { key, head, fen, to, otherwise, tone, phone = 'line', phoneLabel } = column;
  return {
    key,
    head,
    align: 'right',
    phone,
    phoneLabel,
    total: <Amount fen={totalFen(rows, fen)} as={as} tone={tone} />,
    cell: (row) =>
      (fen(row) === null && otherwise?.(row)) || (
        <MoneyCell fen={fen(row)} to={to?.(row) ?? null} as={as} tone={tone} />
      ),
  };
}

/** A table whose totals are the sums of the rows shown, never figures brought along. */
export function MoneyTable<Row>({ columns, as = 'yuan', ...rest }: MoneyTableProps<Row>) {
  return (
    <Table
      columns={columns.map((column) => (isMoney(column) ? moneyColumn(column, rest.rows, as) : column))}
      {...rest}
    />
  );
}
