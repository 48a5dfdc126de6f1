import type { LoaderFunctionArgs } from '@remix-run/node';
import { type InvoiceColour, invoiceKindLabels } from '#app/domain/invoice.ts';
import type { Fen } from '#app/domain/money.ts';
import { invoicesPage } from '#app/services/invoices/queries.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { tableReply } from '#app/web/table-reply.server.ts';

const head = [
  '发票号码',
  '开票日期',
  '蓝字或红字',
  '种类',
  '款项',
  '价税合计（元）',
  '其中税额（元）',
  '依据',
  '红冲原因',
];

const signed = (colour: InvoiceColour, fen: Fen): Fen => (colour === 'red' ? -fen : fen);

/** Every invoice of a contract; a red one counts below zero. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { contract, invoices, claims } = await invoicesPage(ctx, rowId(args.params));
    return tableReply(args.request, {
      name: `invoices-${contract.no}`,
      sheet: '发票',
      head,
      rows: invoices.map(({ invoice }) => [
        invoice.invoiceNo,
        invoice.issuedOn,
        invoice.colour === 'red' ? '红字' : '蓝字',
        invoiceKindLabels[invoice.kind],
        claims.find(({ id }) => id === invoice.obligationId)?.label ?? '',
        signed(invoice.colour, invoice.totalFen),
        signed(invoice.colour, invoice.taxFen),
        invoice.basis,
        invoice.reason,
      ]),
    });
  });
}
