import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import type { Paper } from '#app/domain/paper.ts';
import { receiptWay } from '#app/domain/receipt-way.ts';
import { receiptPaper } from '#app/domain/receipt-paper.ts';
import { files } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { getReceipt } from '../payments/receipt-queries.server.ts';

/** A confirmed receipt as a paper, for its payer and its payee; before the confirmation there is none. */
export async function paperOfReceipt(ctx: ActorContext, id: string): Promise<Paper> {
  const receipt = await getReceipt(ctx, id);
  if (receipt.confirmedAt === null) throw new AppError('not_found');
  const [voucher] =
    receipt.voucherFileId === null
      ? []
      : await ctx.db.select({ sha256: files.sha256 }).from(files).where(eq(files.id, receipt.voucherFileId));
  return receiptPaper({
    no: receipt.no,
    contract: receipt.contract,
    payer: receipt.payer.name,
    payee: receipt.payee.name,
    label: receipt.obligation.label,
    amountFen: receipt.amountFen,
    ...receipt.left,
    backFen: receipt.backFen,
    method: receiptWay(receipt),
    paidOn: receipt.paidOn,
    confirmedAt: receipt.confirmedAt,
    serial: receipt.bankSerial,
    voucherSha256: voucher?.sha256 ?? null,
    isSample: receipt.payer.isSample || receipt.payee.isSample,
  });
}
