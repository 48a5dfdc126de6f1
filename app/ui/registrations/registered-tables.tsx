import { formatFen } from '#app/domain/money.ts';
import { type RegistrationKind, registrationKindLabels } from '#app/domain/registration-kind.ts';
import { type Column, Table } from '../table.tsx';

interface QuarterRow {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  readonly dealFen: bigint;
  readonly technicalFen: bigint;
  readonly signedFen: bigint;
  readonly receivedFen: bigint;
}

const yuan = (fen: bigint) => <span className="nums">{formatFen(fen)}</span>;

const ofQuarter: readonly Column<QuarterRow>[] = [
  { key: 'label', head: '季度', phone: 'title', cell: (row) => row.label },
  { key: 'count', head: '登记份数', align: 'right', cell: (row) => row.count },
  { key: 'deal', head: '登记成交额（元）', align: 'right', cell: (row) => yuan(row.dealFen) },
  { key: 'technical', head: '登记技术交易额（元）', align: 'right', cell: (row) => yuan(row.technicalFen) },
  { key: 'signed', head: '签约（元）', align: 'right', cell: (row) => yuan(row.signedFen) },
  { key: 'received', head: '到账（元）', align: 'right', cell: (row) => yuan(row.receivedFen) },
];

/** Registered, signed and received sums of a quarter, each in a column of its own. */
export function QuarterTable({ rows }: { rows: readonly QuarterRow[] }) {
  return <Table caption="按季度" columns={ofQuarter} rows={rows} rowKey={({ key }) => key} />;
}

interface RegisteredRow {
  readonly quarter: string;
  readonly regionCode: string;
  readonly region: string;
  readonly kind: RegistrationKind;
  readonly count: number;
  readonly dealFen: bigint;
  readonly technicalFen: bigint;
}

const ofKind: readonly Column<RegisteredRow>[] = [
  { key: 'kind', head: '合同类别', phone: 'title', cell: (row) => registrationKindLabels[row.kind] },
  { key: 'quarter', head: '季度', phone: 'note', cell: (row) => row.quarter.replace('Q', ' 年第 ') + ' 季度' },
  { key: 'region', head: '地区', phone: 'note', cell: (row) => row.region },
  { key: 'count', head: '份数', align: 'right', cell: (row) => row.count },
  { key: 'deal', head: '成交额（元）', align: 'right', cell: (row) => yuan(row.dealFen) },
  { key: 'technical', head: '技术交易额（元）', align: 'right', cell: (row) => yuan(row.technicalFen) },
];

/** Registered sums by quarter, city and kind of contract. */
export function RegisteredTable({ rows }: { rows: readonly RegisteredRow[] }) {
  return (
    <Table
      caption="按季度、地区和合同类别"
      columns={ofKind}
      rows={rows}
      rowKey={({ quarter, regionCode, kind }) => `${quarter}-${regionCode}-${kind}`}
    />
  );
}
