import { distributionMachine } from '#app/domain/distribution.ts';
import { labelOf } from '#app/domain/machine.ts';
import type { Paper } from '#app/domain/paper.ts';
import { sharePaper } from '#app/domain/share-paper.ts';
import type { ActorContext } from '../context.server.ts';
import { sharePage } from '../distributions/steps-queries.server.ts';

/** A person's own statement of one share; for nobody else there is one. */
export async function paperOfShare(ctx: ActorContext, shareId: string): Promise<Paper> {
  const page = await sharePage(ctx, shareId);
  const { paid, payout, share } = page;
  return sharePaper({
    ...page,
    name: share.label,
    contract: `${page.contractNo}　${page.title}`,
    state: labelOf(distributionMachine, page.state),
    payout: paid && payout ? { paidOn: payout.paidOn, voucherNo: payout.voucherNo } : null,
  });
}
