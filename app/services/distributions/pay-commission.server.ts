import { and, desc, eq } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import type { Day } from '#app/domain/days.ts';
import { enteredDistributionStates } from '#app/domain/distribution.ts';
import { AppError } from '#app/domain/errors.ts';
import { commissionPaid } from '#app/domain/ledger.ts';
import { mayDoMoney } from '#app/domain/receipt-deeds.ts';
import { commissionPayments, distributions, distributionShares } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction, isUniqueViolation } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { postEntries } from '../ledger/post-entries.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { requirePayable } from './require-payable.server.ts';

export interface PayCommission {
  readonly shareId: string;
  readonly invoiceNo: string;
  readonly invoice: Received;
  /** 技术经纪合同; not needed again where an earlier commission of the same contract brought it. */
  readonly agreement: Received | null;
  readonly voucherNo: string;
  readonly paidOn: Day;
}

/**
 * Finance paid a broker his share of a receipt: only on the written mandate (技术经纪合同) and his invoice, once his share stands in the book.
 * With a fresh second factor; a share is paid once.
 */
export async function payCommission(ctx: ActorContext, input: PayCommission): Promise<void> {
  if (!mayDoMoney(ctx.actor, 'payCommission')) throw new AppError('forbidden');
  const [found] = await ctx.db
    .select({ share: distributionShares, row: distributions })
    .from(distributionShares)
    .innerJoin(distributions, eq(distributions.id, distributionShares.distributionId))
    .where(eq(distributionShares.id, input.shareId));
  if (found === undefined || found.row.orgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  const { share, row } = found;
  if (share.kind !== 'broker' || !enteredDistributionStates.some((state) => state === row.state)) {
    throw new AppError('state_changed');
  }
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  const refuse = (field: string, says: string) => new AppError('invalid', { says }, field);
  try {
    await inTransaction(ctx, async (tx) => {
      await requirePayable(tx, row, input.paidOn);
      const agreementFileId = input.agreement
        ? (await keepFile(tx, input.agreement, 'share', row.orgId)).id
        : await earlierAgreement(tx, row.contractId, share.userId);
      if (agreementFileId === null) throw refuse('agreement', '没有技术经纪合同不能付佣金，请上传。');
      const invoice = await keepFile(tx, input.invoice, 'share', row.orgId);
      const { shareId, invoiceNo, voucherNo, paidOn } = input;
      const paid = { paidOn, amountFen: share.amountFen, paidBy: tx.actor.userId, paidAt: tx.now() };
      await tx.db
        .insert(commissionPayments)
        .values({ shareId, agreementFileId, invoiceNo, invoiceFileId: invoice.id, voucherNo, ...paid });
      const entry = commissionPaid({ id: shareId, occurredAt: tx.now(), amountFen: share.amountFen });
      const description = `支付技术经纪佣金 凭证 ${voucherNo}`;
      await postEntries(tx, [{ orgId: row.orgId, contractId: row.contractId, description, entry }]);
      await audit(tx, { deed: 'distribution.pay_commission', subjectType: 'distribution', subjectId: row.id });
      const people = share.userId === null ? [] : [share.userId];
      await notifyPeople(tx, people, { kind: 'distribution.pay_commission', href: '/desk/mandates' });
    });
  } catch (error) {
    throw isUniqueViolation(error) ? new AppError('state_changed') : error;
  }
}

/** The mandate that came with an earlier commission of this broker under the contract. */
async function earlierAgreement(
  tx: In<ActorContext>,
  contractId: string,
  userId: string | null,
): Promise<string | null> {
  if (userId === null) return null;
  const [row] = await tx.db
    .select({ fileId: commissionPayments.agreementFileId })
    .from(commissionPayments)
    .innerJoin(distributionShares, eq(distributionShares.id, commissionPayments.shareId))
    .innerJoin(distributions, eq(distributions.id, distributionShares.distributionId))
    .where(and(eq(distributions.contractId, contractId), eq(distributionShares.userId, userId)))
    .orderBy(desc(commissionPayments.paidAt))
    .limit(1);
  return row?.fileId ?? null;
}
