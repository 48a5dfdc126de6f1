import { Link } from '@remix-run/react';
import type { Day } from '#app/domain/days.ts';
import { dealMachine, type DealState, mandateMachine, type MandateState } from '#app/domain/deal.ts';
import { labelOf } from '#app/domain/machine.ts';
import type { Fen } from '#app/domain/money.ts';
import { dealTone } from '../deal-tone.ts';
import { MoneyCell } from '../money-cell.tsx';
import { Sample } from '../sample.tsx';
import { StateMark } from '../state-mark.tsx';
import type { Column } from '../table.tsx';
import { commissionWords } from './commission-words.ts';
import { feeWords } from './fee-words.ts';

interface MandateRow {
  readonly id: string;
  readonly isOpen: boolean;
  readonly dealId: string;
  readonly achievementName: string;
  readonly clientName: string;
  readonly clientIsSample: boolean;
  readonly dealState: DealState;
  readonly state: MandateState;
  readonly feePpm: number;
  readonly feeFen: Fen | null;
  readonly startsOn: Day;
  readonly endsOn: Day;
}

export interface CommissionRow {
  readonly contractTitle: string;
  readonly contractNo: string;
  readonly clientName: string;
  readonly paidOn: string;
  readonly receiptNo: string;
  readonly cashFen: Fen;
  readonly feePpm: number;
  readonly feeFen: Fen | null;
  readonly dueFen: Fen;
  readonly sharedFen: Fen | null;
  readonly settledOn: string | null;
  readonly isPaidApart: boolean;
}

/** A broker's mandates by deal. */
export const mandateColumns: readonly Column<MandateRow>[] = [
  {
    key: 'achievement',
    head: '成果',
    phone: 'title',
    cell: (row) =>
      row.isOpen ? (
        <Link to={`/desk/deals/${row.dealId}`} className="link">
          {row.achievementName}
        </Link>
      ) : (
        <>{row.achievementName}</>
      ),
  },
  {
    key: 'client',
    head: '委托方',
    phone: 'note',
    cell: (row) => (
      <>
        {row.clientName} {row.clientIsSample && <Sample />}
      </>
    ),
  },
  {
    key: 'stage',
    head: '洽谈阶段',
    cell: (row) => <StateMark tone={dealTone[row.dealState]}>{labelOf(dealMachine, row.dealState)}</StateMark>,
  },
  { key: 'state', head: '委托', phone: 'state', cell: (row) => labelOf(mandateMachine, row.state) },
  { key: 'fee', head: '佣金', align: 'right', cell: feeWords },
  { key: 'days', head: '起止', cell: (row) => <span className="nums">{`${row.startsOn} 至 ${row.endsOn}`}</span> },
];

/** A broker's commission by receipt. */
export const commissionColumns = (cashFen: bigint, dueFen: bigint): readonly Column<CommissionRow>[] => [
  {
    key: 'contract',
    head: '合同',
    phone: 'title',
    cell: (row) => (
      <>
        {row.contractTitle}
        <span className="block text-sm text-ink-soft">
          {row.contractNo}，委托方 {row.clientName}
        </span>
      </>
    ),
  },
  {
    key: 'receipt',
    head: '到账',
    phone: 'note',
    cell: (row) => <span className="nums">{`${row.paidOn} ${row.receiptNo}`}</span>,
  },
  {
    key: 'cash',
    head: '到账金额',
    align: 'right',
    cell: (row) => <MoneyCell fen={row.cashFen} to={null} as="yuan" />,
    total: <MoneyCell fen={cashFen} to={null} as="yuan" />,
  },
  { key: 'fee', head: '约定', align: 'right', cell: feeWords },
  {
    key: 'due',
    head: '应计佣金',
    align: 'right',
    phone: 'amount',
    cell: (row) => <MoneyCell fen={row.dueFen} to={null} as="yuan" />,
    total: <MoneyCell fen={dueFen} to={null} as="yuan" />,
  },
  {
    key: 'state',
    head: '分配与支付',
    phone: 'state',
    cell: (row) => <StateMark tone={row.settledOn ? 'good' : toneOf(row)}>{commissionWords(row)}</StateMark>,
  },
];

const toneOf = ({ isPaidApart }: CommissionRow) => (isPaidApart ? 'neutral' : 'attention');
