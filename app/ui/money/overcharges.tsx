import { Link } from '@remix-run/react';
import { type Fen, formatYuan } from '#app/domain/money.ts';
import { Notice } from '../notice.tsx';

interface Overcharge {
  readonly claimId: string;
  readonly label: string;
  readonly shouldFen: Fen;
  readonly overFen: Fen;
  readonly waivableFen: Fen;
  readonly receiptId: string | null;
  readonly isHeldByCredit: boolean;
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
      {isPayer ? '没有付的可以请收款方免除，付了的可以请收款方退还。' : <Remedy row={row} />}
    </Notice>
  ));

function Remedy({ row: { claimId, overFen, waivableFen, receiptId, isHeldByCredit } }: { row: Overcharge }) {
  const paidFen = overFen - waivableFen;
  return (
    <>
      {waivableFen > 0n && (
        <>
          没有付的由审批人
          <Link to={`/desk/obligations/${claimId}/waiver?fen=${waivableFen}`} className="link">
            免除 {formatYuan(waivableFen)}
          </Link>
          。
        </>
      )}
      {paidFen > 0n && isHeldByCredit && '合同还有贷项没有抵完，现在退还的会先被贷项抵掉；贷项抵完以后再退还、免除。'}
      {paidFen > 0n && !isHeldByCredit && receiptId !== null && (
        <>
          付了的由财务
          <Link to={`/desk/receipts/${receiptId}?fen=${paidFen}`} className="link">
            退还 {formatYuan(paidFen)}
          </Link>
          ，退还以后再免除。
        </>
      )}
    </>
  );
}
