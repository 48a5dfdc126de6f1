import { type Fen, formatYuan } from '#app/domain/money.ts';
import { type InvoiceComparison, invoiceStandingLabels, type SalesInvoice } from '#app/domain/sales-invoices.ts';
import { Amount } from '../amount.tsx';
import { KeyValue } from '../key-value.tsx';
import { type MoneyColumn, MoneyTable } from '../money-table.tsx';
import { Notice } from '../notice.tsx';
import { SectionHead } from '../section-head.tsx';
import type { Column } from '../table.tsx';

interface InvoiceListProps {
  invoices: InvoiceComparison & { readonly rows: readonly SalesInvoice[] };
  grossFen: Fen;
  isLicensee: boolean;
}

/** Rows shown at once; the rest stands in the file. */
const most = 200;

const columnsOf = (outside: readonly SalesInvoice[]): readonly (Column<SalesInvoice> | MoneyColumn<SalesInvoice>)[] => [
  {
    key: 'no',
    head: '发票号码',
    phone: 'title',
    cell: (row) => <span className="nums break-all">{row.invoiceNo}</span>,
  },
  {
    key: 'on',
    head: '开票日期',
    phone: 'date',
    cell: (row) => (
      <>
        <span className="nums">{row.issuedOn}</span>
        {row.standing !== 'counts' && (
          <span className="block text-attention">{invoiceStandingLabels[row.standing]}</span>
        )}
        {outside.some(({ rowNo }) => rowNo === row.rowNo) && <span className="block text-attention">不在本期</span>}
      </>
    ),
  },
  {
    key: 'buyer',
    head: '购买方与货物',
    phone: 'note',
    cell: (row) => (
      <>
        {row.buyer || '—'}
        <span className="block text-ink-soft">{row.item}</span>
      </>
    ),
  },
  { key: 'tax', head: '其中税额', phone: 'line', fen: (row) => row.taxFen },
  { key: 'total', head: '价税合计', phone: 'amount', fen: (row) => row.totalFen },
];

const numbersOf = (rows: readonly SalesInvoice[]): string => {
  const numbers = [...new Set(rows.map(({ invoiceNo }) => invoiceNo))];
  return `${numbers.slice(0, 3).join('、')}${numbers.length > 3 ? ` 等 ${numbers.length} 张` : ''}`;
};

/** The list of sales invoices against what was reported: the difference first, then what does not fit, then the list. */
export function InvoiceList({ invoices, grossFen, isLicensee }: InvoiceListProps) {
  const { rows, count, withinFen, redFen, voided, outside, twice, differenceFen } = invoices;
  const isVoided = (row: SalesInvoice): boolean => voided.some(({ rowNo }) => rowNo === row.rowNo);
  const counted = rows.filter((row) => !isVoided(row));
  const isEqual = differenceFen === 0n;
  return (
    <section aria-labelledby="invoices">
      <SectionHead look="plain" id="invoices" note={`${count} 张发票，${rows.length} 行`}>
        发票清单与申报核对
      </SectionHead>
      <div className="grid gap-4">
        <Notice
          kind={isEqual ? 'success' : 'attention'}
          title={
            isEqual
              ? '本期开票合计与申报收入一致'
              : differenceFen > 0n
                ? `本期开票比申报收入多 ${formatYuan(differenceFen)}`
                : `本期开票比申报收入少 ${formatYuan(-differenceFen)}`
          }
        >
          {!isEqual &&
            (isLicensee
              ? '漏报的请更正申报；不是合同产品的销售、预收或未开票收入，请在说明里写清。'
              : '差额可能是漏报、非合同产品或未开票收入，可以在申报页对收入提出疑问。')}
        </Notice>
        <div className="rounded-lg border border-line bg-card px-5 py-4">
          <KeyValue
            look="spread"
            items={[
              { label: '本期开票（价税合计）', value: <Amount fen={withinFen} bold /> },
              ...(redFen === 0n ? [] : [{ label: '其中红字', value: <Amount fen={redFen} /> }]),
              { label: '申报收入', value: <Amount fen={grossFen} /> },
              ...(voided.length === 0
                ? []
                : [{ label: '作废或者已红冲，没有计入', value: `${voided.length} 行：${numbersOf(voided)}` }]),
              ...(outside.length === 0
                ? []
                : [{ label: '开票日不在本期，没有计入', value: `${outside.length} 行：${numbersOf(outside)}` }]),
              ...(twice.length === 0 ? [] : [{ label: '别的期间的清单里也有', value: numbersOf(twice) }]),
            ]}
          />
        </div>
        <MoneyTable
          caption="销项发票清单"
          rows={counted.slice(0, most)}
          after={{ title: '作废或者已红冲，不计入合计', rows: voided.slice(0, most) }}
          rowKey={(row) => String(row.rowNo)}
          totalLabel={counted.length > most ? `前 ${most} 行合计，全部见文件` : `合计 ${counted.length} 行`}
          columns={columnsOf(outside)}
        />
      </div>
    </section>
  );
}
