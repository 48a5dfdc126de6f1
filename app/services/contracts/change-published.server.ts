import type { Context } from '../context.server.ts';
import { writtenChangeDuty } from './change-duty.server.ts';
import { requireNoticeEnded } from './latest-notice.server.ts';
import type { Contract } from './own-contract.server.ts';

interface Change {
  readonly baseVersionN: number;
  readonly versionN: number;
}

/** The gate before a change is signed: one that has to be published stood in publicity to its end, in this very version. */
export async function requireChangePublished(
  ctx: Pick<Context, 'db'>,
  contract: Contract,
  change: Change,
): Promise<void> {
  const { isAsked } = await writtenChangeDuty(ctx, contract, change);
  if (isAsked) await requireNoticeEnded(ctx, contract.id, change.versionN);
}
