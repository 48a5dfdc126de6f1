import { Link } from '@remix-run/react';
import { type Fen, formatYuan } from '#app/domain/money.ts';
import { Notice } from '../notice.tsx';

interface Overcharge {
  readonly claimId: string;
  readonly label: string;
  readonly shouldFen: Fen;
  readonly overFen: Fen;
  readonly waivableFen: Fen;
  readonly freedFen: Fen;
  readonly refundableFen: Fen;
  readonly receiptId: string | null;
}

interface OverchargesProps {
  rows: readonly Overcharge[];
  isPayer: boolean;
  /** The page is the penalty's own. */
  isOwn?: boolean;
}

/** Penalties that were charged before a correction: by how much, and for the payee where it is put right. */
export const Overcharges = ({ rows, isPayer, isOwn = false }: OverchargesProps) =>
  rows.map((row) => (
    <Notice
      key={row.claimId}
      kind="attention"
      title={`${row.label}：按更正后的数额应为 ${formatYuan(row.shouldFen)}，多收 ${formatYuan(row.overFen)}`}
    >
      计收在更正以前，不会自己改变。
      {!isOwn && (
        <>
          <Link to={`/desk/obligations/${row.claimId}`} className="link">
            看这笔违约金
          </Link>
          。
        </>
      )}
      {isPayer ? '没有付的和贷项已抵的可以请收款方免除，付了的可以请收款方退还。' : <Remedy row={row} />}
    </Notice>
  ));

function Remedy({ row: { claimId, waivableFen, freedFen, refundableFen, receiptId } }: { row: Overcharge }) {
  const ofWhat = freedFen === 0n ? '没有付的' : freedFen === waivableFen ? '贷项已抵的' : '没有付的和贷项已抵的';
  return (
    <>
      {waivableFen > 0n && (
        <>
          {ofWhat}由审批人
          <Link to={`/desk/obligations/${claimId}/waiver?fen=${waivableFen}`} className="link">
            免除 {formatYuan(waivableFen)}
          </Link>
          {freedFen === waivableFen ? '，恢复为贷项' : freedFen > 0n && `，其中 ${formatYuan(freedFen)} 恢复为贷项`}。
        </>
      )}
      {refundableFen > 0n && receiptId !== null && (
        <>
          付了的由财务
          <Link to={`/desk/receipts/${receiptId}?fen=${refundableFen}`} className="link">
            退还 {formatYuan(refundableFen)}
          </Link>
          ，退还以后再免除。
        </>
      )}
    </>
  );
}
