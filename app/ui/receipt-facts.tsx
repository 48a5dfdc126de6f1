import { Link } from '@remix-run/react';
import type { Fen } from '#app/domain/money.ts';
import { receiptWay } from '#app/domain/receipt-way.ts';
import { Amount } from './amount.tsx';
import { DateText } from './date-text.tsx';
import { KeyValue } from './key-value.tsx';
import { PartyName } from './party-name.tsx';

interface Party {
  readonly name: string;
  readonly isSample: boolean;
}

export interface ShownReceipt {
  readonly id: string;
  readonly payer: Party;
  readonly payee: Party;
  readonly obligation: { readonly id: string; readonly label: string };
  readonly method: string;
  readonly depositApplicationId: string | null;
  /** Where it is a deposit that was set off: of which trade, and when it had come. */
  readonly deposit: { readonly tradeNo: string | null; readonly on: string | null } | null;
  readonly state: string;
  readonly paidOn: string;
  readonly bankSerial: string | null;
  readonly voucher: { readonly name: string } | null;
  readonly confirmedAt: Date | null;
  readonly excessFen: Fen;
  readonly isUnderWay: boolean;
  readonly isAdvanceMeant: boolean;
  readonly rejectReason: string | null;
}

/** From whom, for what, by which way and when: the facts of a receipt, with its slip and its paper. */
export function ReceiptFacts({ receipt }: { receipt: ShownReceipt }) {
  return (
    <KeyValue
      items={[
        { label: '付款方', value: <PartyName org={receipt.payer} /> },
        { label: '收款方', value: <PartyName org={receipt.payee} /> },
        {
          label: '用于',
          value: (
            <Link to={`/desk/obligations/${receipt.obligation.id}`} className="link-quiet">
              {receipt.obligation.label}
            </Link>
          ),
        },
        { label: '方式', value: receiptWay(receipt) },
        ...(receipt.deposit?.on
          ? [
              {
                label: '保证金',
                value: (
                  <>
                    <DateText value={receipt.deposit.on} /> 到账，
                    <Link to={`/trades/${receipt.deposit.tradeNo}`} className="link-quiet">
                      挂牌交易 {receipt.deposit.tradeNo}
                    </Link>
                  </>
                ),
              },
            ]
          : []),
        { label: receipt.deposit?.on ? '抵作价款的日期' : '付款日', value: <DateText value={receipt.paidOn} /> },
        ...(receipt.bankSerial ? [{ label: '流水号', value: <span className="nums">{receipt.bankSerial}</span> }] : []),
        ...(receipt.voucher
          ? [
              {
                label: '回单',
                value: (
                  <a href={`/desk/receipts/${receipt.id}/voucher`} className="link-quiet">
                    {receipt.voucher.name}
                  </a>
                ),
              },
            ]
          : []),
        ...(receipt.confirmedAt
          ? [
              {
                label: '确认时间',
                value: (
                  <>
                    <DateText value={receipt.confirmedAt} as="minute" />
                    <a href={`/desk/receipts/${receipt.id}/paper`} className="link ml-3">
                      到账确认单 PDF
                    </a>
                  </>
                ),
              },
            ]
          : []),
        ...(receipt.excessFen > 0n && receipt.state !== 'rejected'
          ? [
              {
                label: '多付',
                value: (
                  <>
                    <Amount fen={receipt.excessFen} />
                    {receipt.isUnderWay ? '，确认到账后记为预收，不参与分配' : '，记为预收，不参与分配'}
                    {receipt.isAdvanceMeant && '；付款方注明作为预付款'}
                  </>
                ),
              },
            ]
          : []),
        ...(receipt.rejectReason ? [{ label: '原因', value: receipt.rejectReason }] : []),
      ]}
    />
  );
}
