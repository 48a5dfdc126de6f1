import { findTreatment, type InvoiceColour, type InvoiceKind, invoiceKindLabels } from '#app/domain/invoice.ts';
import type { Fen } from '#app/domain/money.ts';
import { Amount } from '../amount.tsx';
import type { DeedReply } from '../deed-reply.ts';
import { Fingerprint } from '../fingerprint.tsx';
import { StateMark } from '../state-mark.tsx';
import { RedInvoiceForm } from './invoice-forms.tsx';

interface InvoiceListProps {
  invoices: readonly {
    readonly invoice: {
      readonly id: string;
      readonly colour: InvoiceColour;
      readonly kind: InvoiceKind;
      readonly invoiceNo: string;
      readonly issuedOn: string;
      readonly totalFen: Fen;
      readonly taxFen: Fen;
      readonly treatment: string;
      readonly basis: string;
      readonly reason: string;
      readonly redOfId: string | null;
      readonly obligationId: string;
      readonly fileId: string;
    };
    readonly fileName: string;
    readonly sha256: string;
    readonly leftFen: Fen;
  }[];
  labelOf: (obligationId: string) => string;
  /** The office has registered the contract: what an exempt invoice rests on. */
  isRegistered: boolean;
  /** 技术咨询 or 技术服务 by itself: nothing of it is exempt. */
  isWorkAlone: boolean;
  mayIssue: boolean;
  today: string;
  reply: DeedReply | undefined;
}

/** Every invoice with its file, treatment and basis; a red one names the blue one that it takes back. */
export function InvoiceList({
  invoices,
  labelOf,
  isRegistered,
  isWorkAlone,
  mayIssue,
  today,
  reply,
}: InvoiceListProps) {
  const noOf = (id: string | null) => invoices.find(({ invoice }) => invoice.id === id)?.invoice.invoiceNo ?? '';
  return (
    <ol className="rounded-lg border border-line bg-card text-sm">
      {invoices.map(({ invoice, fileName, sha256, leftFen }) => (
        <li key={invoice.id} className="grid gap-1 border-b border-line px-4 py-4 last:border-b-0 sm:px-6">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <b className="nums">{invoice.invoiceNo}</b>
            <span className="flex items-baseline gap-x-4">
              <b className="nums">
                {invoice.colour === 'red' && '−'}
                <Amount fen={invoice.totalFen} />
              </b>
              <StateMark tone={invoice.colour === 'red' ? 'danger' : leftFen === 0n ? 'neutral' : 'good'}>
                {invoice.colour === 'red' ? '红字' : leftFen === 0n ? '已冲红' : '有效'}
              </StateMark>
            </span>
          </p>
          <p>
            {invoice.issuedOn} {labelOf(invoice.obligationId)}，{invoiceKindLabels[invoice.kind]}，税额{' '}
            <Amount fen={invoice.taxFen} />
          </p>
          {invoice.colour === 'red' ? (
            <p className="text-ink-soft">
              冲 {noOf(invoice.redOfId)}：{invoice.reason}
            </p>
          ) : (
            <p className="text-ink-soft">
              {findTreatment(invoice.treatment)?.label}，依据 {invoice.basis}
            </p>
          )}
          {(!isRegistered || isWorkAlone) &&
            invoice.colour === 'blue' &&
            leftFen > 0n &&
            findTreatment(invoice.treatment)?.ratePpm === 0 && (
              <p className="text-attention">
                {isWorkAlone
                  ? '单独的技术咨询、技术服务不免税：这张免税发票可能要补缴税款和滞纳金。请与主管税务机关核对，不属于转让、开发的冲红后按征税开。'
                  : '合同还没有技术合同登记证明：免税没有依据，可能要补缴税款和滞纳金。请办认定登记，或者冲红后按征税开。'}
              </p>
            )}
          <p className="flex flex-wrap gap-x-4">
            <a href={`/files/${invoice.fileId}`} className="link inline-flex min-h-11 items-center sm:min-h-6">
              {fileName}
            </a>
            <Fingerprint sha256={sha256} />
          </p>
          {mayIssue && leftFen > 0n && (
            <RedInvoiceForm invoice={invoice} leftFen={leftFen} today={today} reply={reply} />
          )}
        </li>
      ))}
    </ol>
  );
}
