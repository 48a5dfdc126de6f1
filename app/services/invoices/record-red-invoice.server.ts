import { eq } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { blueLeftFen, redTaxFen } from '#app/domain/invoice.ts';
import { type Fen, formatYuan } from '#app/domain/money.ts';
import { invoices, obligations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { lockContract } from '../contracts/own-contract.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { requireInvoiceContent } from './invoice-content.ts';
import { type Invoice, numberTaken } from './issue-invoice.server.ts';
import { postInvoice } from './post-invoice.server.ts';
import { planInvoice } from './plan-invoice.server.ts';

export interface NewRedInvoice {
  readonly invoiceId: string;
  readonly invoiceNo: string;
  readonly issuedOn: Day;
  readonly total: Fen;
  readonly reason: string;
  readonly paper: Received;
}

/** Records a 红字发票: it takes back a blue one, whole or in part, its tax in proportion. */
export async function recordRedInvoice(ctx: ActorContext, input: NewRedInvoice): Promise<Invoice> {
  if (!hasRole(ctx.actor, 'finance')) throw new AppError('forbidden');
  const { invoiceId, invoiceNo, issuedOn, total, reason } = input;
  const [blue] = await ctx.db.select().from(invoices).where(eq(invoices.id, invoiceId));
  if (blue === undefined || blue.colour !== 'blue' || blue.sellerOrgId !== ctx.actor.org?.orgId) {
    throw new AppError('not_found');
  }
  const refuse = (field: string, says: string) => new AppError('invalid', { says }, field);
  if (issuedOn > dayOf(ctx.now())) throw refuse('issuedOn', '开票日期不能晚于今天。');
  if (issuedOn < blue.issuedOn) throw refuse('issuedOn', `不能早于蓝字发票的 ${blue.issuedOn}。`);
  if (total <= 0n) throw refuse('total', '冲红金额要大于零。');
  return inTransaction(
    ctx,
    async (tx) => {
      await lockContract(tx, blue.contractId);
      const billed = await tx.db.select().from(invoices).where(eq(invoices.obligationId, blue.obligationId));
      const left = blueLeftFen(blue, billed);
      if (total > left) throw refuse('total', `这张发票最多还能冲红 ${formatYuan(left)}。`);
      const file = await keepFile(tx, input.paper, 'invoice', blue.sellerOrgId);
      await requireInvoiceContent(tx.files.path(file.sha256), file.sniffedType);
      const { id: _id, ...same } = blue;
      const row = await insertRow(tx, invoices, {
        ...same,
        colour: 'red',
        redOfId: blue.id,
        invoiceNo,
        issuedOn,
        totalFen: total,
        taxFen: redTaxFen(
          blue,
          billed.filter((row) => row.redOfId === blue.id),
          total,
        ),
        reason,
        fileId: file.id,
        recordedBy: tx.actor.userId,
        createdAt: tx.now(),
      });
      await postInvoice(tx, row);
      const [claim] = await tx.db.select().from(obligations).where(eq(obligations.id, blue.obligationId));
      if (claim) await planInvoice(tx, claim);
      await audit(tx, { deed: 'invoice.redden', subjectType: 'invoice', subjectId: row.id });
      const href = `/desk/contracts/${blue.contractId}/invoices`;
      const notice = { kind: 'invoice.redden', params: { title: invoiceNo }, href };
      await notifyOrganisation(tx, blue.buyerOrgId, ['finance', 'officer'], notice);
      return row;
    },
    numberTaken,
  );
}
