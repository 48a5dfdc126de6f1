import type { LoaderFunctionArgs } from '@remix-run/node';
import { dayOf } from '#app/domain/days.ts';
import { labelOf, statesOf } from '#app/domain/machine.ts';
import type { Fen } from '#app/domain/money.ts';
import { receiptMachine } from '#app/domain/payment-machine.ts';
import { refundKindLabels } from '#app/domain/refund.ts';
import { listUninvoiced } from '#app/services/invoices/list-uninvoiced.server.ts';
import { listGivenBack } from '#app/services/payments/list-given-back.server.ts';
import { listWaived } from '#app/services/penalties/list-waived.server.ts';
import { listOpenObligations } from '#app/services/payments/queries.server.ts';
import { listReceipts } from '#app/services/payments/receipt-queries.server.ts';
import { listWrittenOff } from '#app/services/write-offs/queries.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { isCutShort, mostExported, type TableCell, tableReply } from '#app/web/table-reply.server.ts';

/** What every line says of its money, whatever its kind. */
interface Row {
  readonly isPayer: boolean;
  readonly contractNo: string;
  readonly contractTitle: string;
  readonly label: string;
  readonly payer: { readonly name: string };
  readonly payee: { readonly name: string };
  readonly amountFen: Fen;
}

interface LineOwn {
  readonly no: string;
  readonly on: string;
  readonly openFen?: Fen;
  readonly state: string;
}

const line = (row: Row, kind: string, { no, on, openFen, state }: LineOwn): TableCell[] => [
  kind,
  row.isPayer ? '付' : '收',
  no,
  row.contractNo,
  row.contractTitle,
  row.label,
  row.payer.name,
  row.payee.name,
  on,
  row.amountFen,
  openFen ?? '',
  state,
];

/** What is open and what was paid, as one table. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const [open, receipts, givenBack, writtenOff, waived, uninvoiced] = await Promise.all([
      listOpenObligations(ctx),
      listReceipts(ctx, statesOf(receiptMachine), mostExported),
      listGivenBack(ctx, { limit: mostExported }),
      listWrittenOff(ctx),
      listWaived(ctx, mostExported),
      listUninvoiced(ctx, mostExported),
    ]);
    const org = { name: ctx.actor.org?.orgName ?? '' };
    return tableReply(args.request, {
      name: `money-${dayOf(ctx.now())}`,
      sheet: '收付',
      head: [
        '类别',
        '方向',
        '单号',
        '合同编号',
        '合同',
        '事项',
        '付款方',
        '收款方',
        '日期',
        '金额（元）',
        '未付清（元）',
        '状态',
      ],
      isCut: isCutShort(receipts, givenBack, waived, uninvoiced),
      rows: [
        ...open.map((row) =>
          line(row, row.isPayer ? '应付款' : '应收款', {
            no: '',
            on: row.dueOn,
            openFen: row.outstandingFen,
            state: '未付清',
          }),
        ),
        ...receipts.map((row) =>
          line(row, '收款单', { no: row.no, on: row.paidOn, state: labelOf(receiptMachine, row.state) }),
        ),
        ...givenBack.map((row) =>
          line(row, '退款', { no: row.no, on: row.paidOn, state: `${refundKindLabels[row.kind]}，已退回` }),
        ),
        ...writtenOff.map((row) =>
          line({ ...row, isPayer: false, payee: org, amountFen: row.writtenOffFen }, '已核销', {
            no: '',
            on: row.dueOn,
            state: '已核销，债权仍在',
          }),
        ),
        ...waived.map((row) => line(row, '违约金免除', { no: '', on: dayOf(row.at), state: '收款方已免除，不用付' })),
        ...uninvoiced.map((row) =>
          line({ ...row, isPayer: false, payee: org, amountFen: row.arrivedLeftFen }, '待开票', {
            no: '',
            on: row.dueOn,
            state: '已到账或者贷项已抵，待开票',
          }),
        ),
      ],
    });
  });
}
