import { Link } from '@remix-run/react';
import type { RoyaltyTerms } from '#app/domain/contract.ts';
import { deductionLines } from '#app/domain/deduction-lines.ts';
import { labelOf } from '#app/domain/machine.ts';
import { fenFromJson, formatPpm, formatYuan } from '#app/domain/money.ts';
import { periodLabel } from '#app/domain/period-label.ts';
import { royaltyStatementMachine } from '#app/domain/royalty-statement.ts';
import { Amount } from '../amount.tsx';
import { DateText } from '../date-text.tsx';
import { EmptyState } from '../empty-state.tsx';
import { ExportLinks } from '../export-links.tsx';
import { type MoneyColumn, MoneyTable } from '../money-table.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import type { Column } from '../table.tsx';
import type { StatementShown } from './statement-shown.ts';

const statementColumns: readonly (Column<StatementShown> | MoneyColumn<StatementShown>)[] = [
  {
    key: 'period',
    head: '期间',
    phone: 'title',
    cell: (row) => (
      <>
        <Link to={`/desk/statements/${row.id}`} className="link-quiet">
          {periodLabel(row.period)}
        </Link>
        {row.basis === 'estimate' && <span className="block text-sm text-attention">预估数，待报实际数</span>}
        {row.earlier.length > 0 && <span className="block text-sm text-ink-soft">已更正 {row.earlier.length} 次</span>}
      </>
    ),
  },
  { key: 'filed', head: '申报日', phone: 'date', cell: (row) => <DateText value={row.filedAt} /> },
  { key: 'gross', head: '收入', fen: (row) => row.grossFen },
  { key: 'base', head: '计提基数', fen: (row) => row.baseFen },
  {
    key: 'due',
    head: '应付提成',
    phone: 'amount',
    fen: (row) => row.chargedFen,
    to: (row) => (row.claim ? `/desk/obligations/${row.claim.id}` : null),
  },
  { key: 'paid', head: '到账', fen: (row) => row.paidFen, tone: 'good' },
  {
    key: 'state',
    head: '状态',
    phone: 'state',
    cell: (row) => (
      <>
        <StateMark tone={row.state === 'settled' && !row.isOpen ? 'good' : 'attention'}>
          {row.chargedFen === 0n ? '无应付' : row.isOpen ? '未付清' : labelOf(royaltyStatementMachine, row.state)}
        </StateMark>
        {row.raisedByOthersFen > row.restoredFen && (
          <span className="block text-sm text-ink-soft">
            随其他期的申报多算 {formatYuan(row.raisedByOthersFen - row.restoredFen)}
          </span>
        )}
        <ChargedSum row={row} />
        {row.capReached && <span className="block text-sm text-gold">已到封顶</span>}
      </>
    ),
  },
  {
    key: 'go',
    head: '付款',
    phone: 'evidence',
    cell: (row) =>
      row.claim && row.isOpen ? (
        <Link to={`/desk/obligations/${row.claim.id}`} className="link-quiet">
          未付清，去看
        </Link>
      ) : null,
  },
];

/**
 * How the sum of a period that was restated or paid by a credit comes about. No columns: what a period is charged is net of what was taken
 * back of it, but a credit may have paid what was charged first.
 */
function ChargedSum({ row }: { row: StatementShown }) {
  const {
    chargedFen,
    takenBackFen,
    byOthersFen,
    lapsedFen,
    restoredFen,
    paidFen,
    creditedFen,
    outstandingFen,
    elsewhere,
  } = row;
  const ownFen = takenBackFen - byOthersFen;
  const otherPeriodsFen = byOthersFen - lapsedFen;
  return (
    <>
      {takenBackFen > 0n && (
        <span className="block text-sm text-ink-soft">
          原计 {formatYuan(chargedFen + takenBackFen - restoredFen)}
          {ownFen > 0n && `，更正调低 ${formatYuan(ownFen)}`}
          {otherPeriodsFen > 0n && `，随其他期的更正调低 ${formatYuan(otherPeriodsFen)}`}
          {lapsedFen > 0n && `，权利失效调低 ${formatYuan(lapsedFen)}`}
          {restoredFen > 0n && `，权利恢复补计 ${formatYuan(restoredFen)}`}，应付 {formatYuan(chargedFen)}
          ；调低的已记贷项
          {elsewhere.map(({ id, label, fen }) => (
            <span key={id}>
              ，{formatYuan(fen)} 抵了{' '}
              <Link to={`/desk/obligations/${id}`} className="link-quiet">
                {label}
              </Link>
            </span>
          ))}
          {elsewhere.length > 0 &&
            outstandingFen > 0n &&
            `；抵在别处的，这一期照原计付，还要付 ${formatYuan(outstandingFen)}`}
        </span>
      )}
      {creditedFen > 0n && (
        <span className="block text-sm text-ink-soft">
          原计的付法：到账 {formatYuan(paidFen)}，贷项已抵 {formatYuan(creditedFen)}
          {outstandingFen > 0n && `，未付 ${formatYuan(outstandingFen)}`}
        </span>
      )}
    </>
  );
}

interface FiledProps {
  statements: readonly StatementShown[];
  royalty: RoyaltyTerms;
}

/** Every period that was reported, with what became of it. */
export function FiledStatements({
  statements,
  royalty,
  mayCorrect,
  exportTo,
}: FiledProps & { mayCorrect: boolean; exportTo: string }) {
  return (
    <section>
      <SectionHead look="plain" action={statements.length > 0 && <ExportLinks to={exportTo} />}>
        已申报
      </SectionHead>
      <MoneyTable
        caption="已申报的各期收入"
        rows={statements}
        rowKey={(row) => row.id}
        totalLabel={`合计 ${statements.length} 期`}
        empty={<EmptyState title="还没有申报过">付款方每期申报收入后，提成会按合同自动算出。</EmptyState>}
        columns={statementColumns}
      />
      <Cuts statements={statements} royalty={royalty} />
      <Corrections statements={statements} mayCorrect={mayCorrect} />
    </section>
  );
}

/** What the caps of deductions cut in each period, so that nothing is cut in silence. */
function Cuts({ statements, royalty }: FiledProps) {
  const cut = statements.flatMap((row) =>
    deductionLines(
      royalty,
      row.grossFen,
      row.deductions.map((item) => fenFromJson(item.amountFen)),
    )
      .filter((line) => line.cutFen > 0n)
      .map((line) => ({ ...line, key: `${row.id}-${line.name}`, period: periodLabel(row.period) })),
  );
  if (cut.length === 0) return null;
  return (
    <div className="mt-3 text-sm">
      <p className="font-bold">超过合同约定上限、没有扣除的</p>
      <ul className="mt-1">
        {cut.map((line) => (
          <li key={line.key}>
            {line.period} {line.name}：申报 <Amount fen={line.typedFen} />
            ，上限 {line.capPpm !== null && formatPpm(line.capPpm)}，扣了 <Amount fen={line.allowedFen} />
            ，没有扣的 <Amount fen={line.cutFen} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Reports that were corrected, as they were handed in, and the way to correct one. */
function Corrections({ statements, mayCorrect }: { statements: readonly StatementShown[]; mayCorrect: boolean }) {
  const corrected = statements.flatMap((row) => row.earlier);
  return (
    <>
      {mayCorrect && statements.length > 0 && (
        <p className="mt-3 text-sm">
          申报有误？更正：
          {statements.map((row) => (
            <Link key={row.id} to={`?period=${row.period}`} className="link-quiet mr-3">
              {periodLabel(row.period)}
              {row.basis === 'estimate' && '（报实际数）'}
            </Link>
          ))}
        </p>
      )}
      {corrected.length > 0 && (
        <details className="mt-3 text-sm">
          <summary className="font-bold">更正前的申报</summary>
          <ul className="mt-1">
            {corrected.map((row) => (
              <li key={row.id}>
                <Link to={`/desk/statements/${row.id}`} className="link-quiet">
                  {periodLabel(row.period)}
                </Link>
                ，<DateText value={row.filedAt} /> 申报：收入 <Amount fen={row.grossFen} />
                ，计提基数 <Amount fen={row.baseFen} />
                {row.note && `；${row.note}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
