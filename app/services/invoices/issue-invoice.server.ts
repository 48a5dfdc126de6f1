import { eq } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { isWorkAlone, kindOf } from '#app/domain/contract-kind.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import {
  type Billable,
  type InvoiceKind,
  invoicedFen,
  invoiceStanding,
  isTaxRight,
  treatmentsFor,
  treatmentsOn,
} from '#app/domain/invoice.ts';
import { type Fen, formatYuan } from '#app/domain/money.ts';
import { invoices, obligations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { lockContract } from '../contracts/own-contract.server.ts';
import { findTermsInForce } from '../contracts/terms-in-force.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { isRegistered } from '../registrations/queries.server.ts';
import { billableParts } from './billable-parts.server.ts';
import { requireInvoiceContent } from './invoice-content.ts';
import { postInvoice } from './post-invoice.server.ts';
import { startPayDays } from './start-pay-days.server.ts';

export type Invoice = typeof invoices.$inferSelect;

export interface NewInvoice {
  readonly obligationId: string;
  readonly kind: InvoiceKind;
  readonly treatment: string;
  readonly invoiceNo: string;
  readonly issuedOn: Day;
  readonly total: Fen;
  readonly tax: Fen;
  /** The person knows that the contract is not registered yet. */
  readonly isAcknowledged: boolean;
  readonly paper: Received;
}

/**
 * Records an invoice that the seller's tax system issued for a claim: file, number, sums and VAT treatment with its basis. No claim is
 * invoiced beyond what is charged for it less what reports took back of it; a credit set against it pays, and takes nothing off. Where the
 * invoice comes first by the contract, the days to pay begin.
 */
export async function issueInvoice(ctx: ActorContext, input: NewInvoice): Promise<Invoice> {
  if (!hasRole(ctx.actor, 'finance')) throw new AppError('forbidden');
  const [claim] = await ctx.db.select().from(obligations).where(eq(obligations.id, input.obligationId));
  if (claim === undefined || claim.payeeOrgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  const basis = await judge(ctx, claim.contractId, input);
  return inTransaction(
    ctx,
    async (tx) => {
      await lockContract(tx, claim.contractId);
      const billed = await tx.db.select().from(invoices).where(eq(invoices.obligationId, claim.id));
      const billable = await billableParts(tx, claim);
      const { leftFen: left } = invoiceStanding({
        ...billable,
        outstandingFen: 0n,
        invoicedFen: invoicedFen(billed),
      });
      if (input.total > left) {
        throw new AppError('invalid', { says: leftWords(left, billable) }, 'total');
      }
      const file = await keepFile(tx, input.paper, 'invoice', claim.payeeOrgId);
      await requireInvoiceContent(tx.files.path(file.sha256), file.sniffedType);
      const row = await insertRow(tx, invoices, {
        contractId: claim.contractId,
        obligationId: claim.id,
        sellerOrgId: claim.payeeOrgId,
        buyerOrgId: claim.payerOrgId,
        colour: 'blue',
        kind: input.kind,
        invoiceNo: input.invoiceNo,
        issuedOn: input.issuedOn,
        totalFen: input.total,
        taxFen: input.tax,
        treatment: input.treatment,
        basis,
        fileId: file.id,
        recordedBy: tx.actor.userId,
        createdAt: tx.now(),
      });
      await postInvoice(tx, row);
      if (input.total === left) await startPayDays(tx, claim);
      await audit(tx, { deed: 'invoice.issue', subjectType: 'invoice', subjectId: row.id });
      const href = `/desk/contracts/${claim.contractId}/invoices`;
      const notice = { kind: 'invoice.issue', params: { title: claim.label }, href };
      await notifyOrganisation(tx, claim.payerOrgId, ['finance', 'officer'], notice);
      return row;
    },
    numberTaken,
  );
}

function leftWords(leftFen: Fen, { takenBackFen, waitingFen }: Billable): string {
  if (leftFen <= 0n && waitingFen === 0n) return '这笔应收款已经全额开票，不能再开。';
  const takenBack = takenBackFen > 0n ? `，更正调低的 ${formatYuan(takenBackFen)} 不开票` : '';
  const waiting = waitingFen > 0n ? `，等着抵的贷项 ${formatYuan(waitingFen)} 现在不开票` : '';
  return `这笔应收款还能开 ${formatYuan(leftFen)}${takenBack}${waiting}。`;
}

/** What is wrong with the sums, kind and treatment, each beside its field; answers the basis of the treatment. */
async function judge(ctx: ActorContext, contractId: string, input: NewInvoice): Promise<string> {
  const refuse = (field: string, says: string) => new AppError('invalid', { says }, field);
  if (input.issuedOn > dayOf(ctx.now())) throw refuse('issuedOn', '开票日期不能晚于今天。');
  const treatment = treatmentsOn(input.issuedOn).find(({ code }) => code === input.treatment);
  if (treatment === undefined) throw refuse('treatment', '开票那天没有这种增值税处理，请重新选择。');
  const kind = kindOf((await findTermsInForce(ctx, contractId)) ?? {});
  if (!treatmentsFor(kind, input.issuedOn).includes(treatment)) {
    throw refuse('treatment', treatment.isExempt && isWorkAlone(kind) ? noExemption : otherKind);
  }
  if (input.total <= 0n) throw refuse('total', '价税合计要大于零。');
  if (input.tax > input.total) throw refuse('tax', '税额不能大于价税合计。');
  if (!isTaxRight(input.total - input.tax, input.tax, treatment.ratePpm)) {
    throw refuse('tax', '税额与所选的税率对不上，请照发票核对。');
  }
  if (!treatment.isExempt) return treatment.basis;
  if (input.kind === 'special') throw refuse('kind', '免税销售不能开专用发票。');
  if (!input.isAcknowledged && !(await isRegistered(ctx, contractId))) {
    throw refuse('acknowledges', '合同还没有认定登记：免税要凭登记证明，请先登记，或者确认知道后果再录入。');
  }
  return treatment.basis;
}

const noExemption =
  '单独的技术咨询、技术服务不免税：只有属于同一份技术转让、技术开发合同、开在同一张发票上的才免。请照发票选征税的处理。';
const otherKind = '这种合同没有这项增值税处理，请重新选择。';

/** One number is one invoice. */
export const numberTaken = (): AppError =>
  new AppError('duplicate', { says: '这个发票号码已经录入过了。' }, 'invoiceNo');
