import { labelOf } from '#app/domain/machine.ts';
import { type Fen, fenFromJson, formatYuan } from '#app/domain/money.ts';
import { periodLabel } from '#app/domain/period-label.ts';
import {
  royaltyStatementMachine,
  type RoyaltyStatementState,
  type StatementBasis,
  type StatementLine,
} from '#app/domain/royalty-statement.ts';
import type { StatementFlag } from '#app/domain/statement-flags.ts';
import { Amount } from '../amount.tsx';
import { DateText } from '../date-text.tsx';
import { EmptyState } from '../empty-state.tsx';
import { FigureRow } from '../figure-row.tsx';
import { type MoneyColumn, MoneyTable } from '../money-table.tsx';
import { SectionHead } from '../section-head.tsx';
import { StatementFlags } from '../statement-flags.tsx';
import type { Column } from '../table.tsx';

interface Report {
  readonly id: string;
  readonly period: string;
  readonly n: number;
  readonly state: RoyaltyStatementState;
  readonly basis: StatementBasis;
  readonly filedAt: Date;
  readonly lines: readonly StatementLine[];
  readonly grossFen: Fen;
  readonly baseFen: Fen;
  readonly dueFen: Fen;
  readonly deductions: readonly { readonly name: string; readonly amountFen: string }[];
  readonly note: string;
  readonly fileId: string | null;
}

export interface StatementsShown {
  readonly reports: readonly Report[];
  readonly flags: readonly StatementFlag[];
  readonly queries: readonly {
    readonly id: string;
    readonly period: string;
    readonly line: string;
    readonly question: string;
    readonly askedAt: Date;
    readonly reply: string | null;
    readonly answeredAt: Date | null;
    readonly fileId: string | null;
  }[];
  readonly chargedFen: Fen;
  readonly creditFen: Fen;
}

interface AuditStatementsProps {
  statements: StatementsShown;
  fileHref: (fileId: string) => string;
}

const deductedFen = (row: Report): Fen =>
  row.deductions.reduce((sum, { amountFen }) => sum + fenFromJson(amountFen), 0n);

const columnsOf = (fileHref: AuditStatementsProps['fileHref']): readonly (Column<Report> | MoneyColumn<Report>)[] => [
  {
    key: 'period',
    head: '期间',
    phone: 'title',
    cell: (row) => (
      <>
        {periodLabel(row.period)}
        {row.n > 1 && <span className="block text-sm text-ink-soft">第 {row.n} 次申报</span>}
        {row.basis === 'estimate' && <span className="block text-sm text-attention">预估数</span>}
        <Lines row={row} />
      </>
    ),
  },
  { key: 'filed', head: '申报日', phone: 'date', cell: (row) => <DateText value={row.filedAt} /> },
  { key: 'gross', head: '收入', fen: (row) => row.grossFen },
  { key: 'deducted', head: '申报扣除', fen: deductedFen },
  { key: 'base', head: '计提基数', fen: (row) => row.baseFen },
  { key: 'due', head: '提成', phone: 'amount', fen: (row) => row.dueFen },
  {
    key: 'state',
    head: '状态',
    phone: 'state',
    cell: (row) => (
      <>
        {labelOf(royaltyStatementMachine, row.state)}
        {row.fileId && (
          <a href={fileHref(row.fileId)} className="link-quiet block" download>
            附件
          </a>
        )}
      </>
    ),
  },
];

/** Sales by product and deductions as they were handed in. */
function Lines({ row }: { row: Report }) {
  if (row.lines.length + row.deductions.length === 0 && row.note === '') return null;
  return (
    <details className="text-sm">
      <summary className="link-quiet">明细</summary>
      <ul>
        {row.lines.map((line, at) => (
          <li key={`${at} ${line.product}`}>
            {line.product}
            {line.by === 'sublicensee' && '（分许可）'} {formatYuan(fenFromJson(line.grossFen))}
          </li>
        ))}
        {row.deductions.map((item) => (
          <li key={item.name}>
            扣除 {item.name} {formatYuan(fenFromJson(item.amountFen))}
          </li>
        ))}
        {row.note && <li>{row.note}</li>}
      </ul>
    </details>
  );
}

/** Every report as it was handed in, corrected ones too, what is odd about them, and what was asked and answered. */
export function AuditStatements({ statements, fileHref }: AuditStatementsProps) {
  const { reports, flags, queries, chargedFen, creditFen } = statements;
  const counting = reports.filter(({ state }) => state !== 'superseded');
  return (
    <div className="grid gap-8">
      <FigureRow
        figures={[
          {
            label: '申报收入',
            value: <Amount fen={counting.reduce((sum, row) => sum + row.grossFen, 0n)} />,
            note: `${counting.length} 期，更正的只算最后一次`,
          },
          {
            label: '合同累计应付',
            value: <Amount fen={chargedFen} />,
            note: '里程碑和提成，已减贷项',
            swatch: 'ink',
          },
          { label: '未抵完的贷项', value: <Amount fen={creditFen} />, note: '更正后多计的' },
        ]}
      />
      <StatementFlags flags={flags} />
      <section>
        <SectionHead look="plain">各期申报</SectionHead>
        <MoneyTable
          caption="各期收入申报"
          rows={counting}
          rowKey={(row) => row.id}
          totalLabel={`合计 ${counting.length} 期`}
          columns={columnsOf(fileHref)}
          after={{ title: '更正前的申报，不计入合计', rows: reports.filter(({ state }) => state === 'superseded') }}
          {...(reports.length === 0
            ? { empty: <EmptyState title="还没有申报">付款方申报后列在这里。</EmptyState> }
            : {})}
        />
      </section>
      {queries.length > 0 && (
        <section>
          <SectionHead look="plain">收款方的疑问和答复</SectionHead>
          <ul className="grid gap-3 text-sm">
            {queries.map((row) => (
              <li key={row.id}>
                <p>
                  {periodLabel(row.period)}，<DateText value={row.askedAt} />：{row.question}
                </p>
                {row.reply && (
                  <p className="text-ink-soft">
                    答复：{row.reply}
                    {row.fileId && (
                      <>
                        {' '}
                        <a href={fileHref(row.fileId)} className="link-quiet" download>
                          附件
                        </a>
                      </>
                    )}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
