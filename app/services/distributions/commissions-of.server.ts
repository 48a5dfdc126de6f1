import { and, asc, eq } from 'drizzle-orm';
import { commissionPayments, distributions, distributionShares } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { DistributionRow } from './propose-distribution.server.ts';

/** The brokers' shares of a distribution, whether each was paid and on what papers. */
export async function commissionsOf({ db }: Pick<Context, 'db'>, { id, contractId }: DistributionRow) {
  const rows = await db
    .select({ share: distributionShares, paid: commissionPayments })
    .from(distributionShares)
    .leftJoin(commissionPayments, eq(commissionPayments.shareId, distributionShares.id))
    .where(and(eq(distributionShares.distributionId, id), eq(distributionShares.kind, 'broker')))
    .orderBy(asc(distributionShares.position));
  if (rows.length === 0) return [];
  const earlier = await db
    .select({ userId: distributionShares.userId })
    .from(commissionPayments)
    .innerJoin(distributionShares, eq(distributionShares.id, commissionPayments.shareId))
    .innerJoin(distributions, eq(distributions.id, distributionShares.distributionId))
    .where(eq(distributions.contractId, contractId));
  return rows.map(({ share, paid }) => ({
    id: share.id,
    label: share.label,
    amountFen: share.amountFen,
    hasAgreement: share.userId !== null && earlier.some(({ userId }) => userId === share.userId),
    paid: paid && {
      invoiceNo: paid.invoiceNo,
      voucherNo: paid.voucherNo,
      paidOn: paid.paidOn,
      agreementFileId: paid.agreementFileId,
      invoiceFileId: paid.invoiceFileId,
    },
  }));
}
