import { claimStanding } from '#app/domain/claim-standing.ts';
import type { Fen } from '#app/domain/money.ts';
import { formatYuan } from '#app/domain/money.ts';
import { claimIs, type ObligationKind } from '#app/domain/obligation.ts';
import type { ScheduleRow } from '#app/domain/schedule.ts';
import type { ReactNode } from 'react';
import { settledWord } from './claim-words.ts';
import { type MoneyColumn, MoneyTable } from './money-table.tsx';
import { ScheduleTable } from './schedule-table.tsx';
import { StateMark } from './state-mark.tsx';
import type { Column } from './table.tsx';

/** A claim under a contract as its page needs it. */
export interface ClaimLine {
  readonly id: string;
  readonly kind: ObligationKind;
  readonly label: string;
  /** Of a milestone that corrected sales no longer reach: what was charged is a credit. */
  readonly isTakenBack: boolean;
  readonly amountFen: Fen;
  readonly dueOn: string;
  /** Its payer contests it. */
  readonly isContested: boolean;
  readonly paidFen: Fen;
  /** Settled by a credit, or waived. */
  readonly creditedFen: Fen;
  /** Of that, a penalty that the payee waived. */
  readonly waivedFen: Fen;
  readonly claimedFen: Fen;
  readonly outstandingFen: Fen;
  /** Of the reader's own claims; 0 to everybody else. */
  readonly writtenOffFen: Fen;
  /** Blue less red; null where the reader sees no invoices. */
  readonly invoicedFen: Fen | null;
}

interface ContractClaimsProps {
  claims: readonly ClaimLine[];
  /** What can still fall due: conditions not met yet. */
  schedule: readonly ScheduleRow[];
  today: string;
  /** 应收 for the licensor, 应付 for the licensee. */
  word: '应收' | '应付';
  /** Where a claim is paid or confirmed; nothing for those who may not see money. */
  to: ((id: string) => string) | null;
}

interface Line {
  readonly key: string;
  readonly id: string | null;
  readonly due: ReactNode;
  readonly label: string;
  readonly detail: string;
  readonly dueFen: Fen | null;
  readonly invoicedFen: Fen | null;
  readonly receivedFen: Fen | null;
  readonly mark: ReactNode;
}

function markOf(claim: ClaimLine, today: string) {
  switch (claimStanding({ ...claim, underWayFen: claim.claimedFen }, today)) {
    case 'paid':
      return <StateMark tone="good">{settledWord(claim, '已到账')}</StateMark>;
    case 'under_way':
      return (
        <StateMark tone="gold" shape="half">
          待确认到账
        </StateMark>
      );
    case 'written_off':
      return (
        <StateMark tone="neutral" shape="dashed">
          已核销，债权仍在
        </StateMark>
      );
    case 'contested':
      return <StateMark tone="neutral">有争议，已冻结</StateMark>;
    case 'late':
      return <StateMark tone="danger">逾期未付</StateMark>;
    case 'open':
      return <StateMark tone="attention">待付款</StateMark>;
  }
}

function detailOf(claim: ClaimLine): string {
  if (!claimIs(claim.kind, 'income')) return `收款方退给付款方 ${formatYuan(claim.amountFen)}，不计入合计`;
  const setOffFen = claim.creditedFen - claim.waivedFen;
  const setOff = [
    `原 ${formatYuan(claim.amountFen)}`,
    ...(setOffFen > 0n ? [`贷项抵减 ${formatYuan(setOffFen)}`] : []),
    ...(claim.waivedFen > 0n ? [`收款方免除 ${formatYuan(claim.waivedFen)}`] : []),
  ].join('，');
  if (claim.isTakenBack) {
    return `更正后条件不再成就，已记为贷项${claim.creditedFen > 0n ? `；${setOff}` : ''}`;
  }
  if (claim.creditedFen > 0n) return setOff;
  return claim.outstandingFen > 0n && claim.paidFen > 0n ? `还差 ${formatYuan(claim.outstandingFen)}` : '条件已成就';
}

const lineOf = (claim: ClaimLine, today: string): Line => ({
  key: claim.id,
  id: claim.id,
  due: <span className="nums">{claim.dueOn}</span>,
  label: claim.label,
  detail: detailOf(claim),
  // As the tile above counts it: what a credit settled is owed no more.
  dueFen: !claimIs(claim.kind, 'income') ? null : claim.amountFen - claim.creditedFen,
  invoicedFen: claim.invoicedFen,
  receivedFen: !claimIs(claim.kind, 'income') ? null : claim.paidFen,
  mark: markOf(claim, today),
});

/** The bound of a claim that has not arisen: the latest day, or the earliest where it waits for an event. */
const boundOf = (row: ScheduleRow, today: string): { readonly day: string; readonly word: string } => {
  if (row.latestDueOn === null) return { day: row.earliestDueOn, word: '最早' };
  return { day: row.latestDueOn, word: row.latestDueOn < today ? '已过最迟日' : '最迟' };
};

const plannedLine = (row: ScheduleRow, today: string): Line => ({
  key: row.key,
  id: null,
  due: (
    <>
      <span className="nums block">{boundOf(row, today).day}</span>
      <span className="text-ink-soft">{boundOf(row, today).word}</span>
    </>
  ),
  label: row.label,
  detail: row.amountFen === null ? row.condition : `${row.condition}；${formatYuan(row.amountFen)}`,
  dueFen: null,
  invoicedFen: null,
  receivedFen: null,
  mark: (
    <StateMark tone="neutral" shape="dashed">
      {row.amountFen === null ? '按申报计算' : '条件未成就'}
    </StateMark>
  ),
});

const columnsOf = (
  word: string,
  linkOf: (line: Line) => string | null,
  seesInvoices: boolean,
): readonly (Column<Line> | MoneyColumn<Line>)[] => [
  { key: 'due', head: `${word}日`, phone: 'date', width: '7rem', cell: (line) => line.due },
  {
    key: 'what',
    head: '事项与条件',
    phone: 'title',
    cell: (line) => (
      <>
        <span className="block">{line.label}</span>
        <span className="block text-ink-soft">{line.detail}</span>
      </>
    ),
  },
  { key: 'amount', head: word, fen: (line) => line.dueFen, to: linkOf, phone: 'amount' },
  ...(seesInvoices
    ? [{ key: 'invoiced', head: '已开票', fen: (line: Line) => line.invoicedFen, phone: 'hide' } as const]
    : []),
  { key: 'received', head: '到账', fen: (line) => line.receivedFen, tone: 'good', phone: 'hide' },
  { key: 'state', head: '状态', phone: 'state', width: '8.5rem', cell: (line) => line.mark },
];

/** How many periods ahead stand in the table; the rest is a fold away. */
const nearPeriods = 1;

/** 应收明细: what is due, by date, with what arrived; under the total what does not count yet. */
export function ContractClaims({ claims, schedule, today, word, to }: ContractClaimsProps) {
  const linkOf = (line: Line) => (to === null || line.id === null ? null : to(line.id));
  const royalties = schedule.filter((row) => row.kind === 'royalty');
  const far = new Set(royalties.slice(nearPeriods));
  const near = schedule.filter((row) => !far.has(row));
  return (
    <>
      <MoneyTable<Line>
        caption={`${word}明细，截至 ${today}`}
        rows={claims.map((claim) => lineOf(claim, today))}
        rowKey={(line) => line.key}
        totalLabel={`${claims.some(({ isTakenBack }) => isTakenBack) ? '已计款项' : '条件已成就'}，合计 ${claims.length} 笔`}
        columns={columnsOf(
          word,
          linkOf,
          claims.some(({ invoicedFen }) => invoicedFen !== null),
        )}
        after={{ title: `条件未成就，不计入${word}`, rows: near.map((row) => plannedLine(row, today)) }}
      />
      {far.size > 0 && (
        <details className="mt-2 text-sm">
          <summary className="min-h-11 py-2.5 text-primary sm:min-h-0 sm:py-1">后面还有 {far.size} 期提成</summary>
          <div className="mt-2">
            <ScheduleTable rows={[...far]} caption="以后各期提成" />
          </div>
        </details>
      )}
    </>
  );
}
