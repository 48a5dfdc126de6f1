import type { Context } from '../context.server.ts';
import { requireNoticeEnded } from './latest-notice.server.ts';
import type { Contract } from './own-contract.server.ts';
import { publicityDuty } from './publicity-duty.server.ts';
import { requireStateAsset } from './state-asset.server.ts';

/**
 * The gate before a signature: the agreed price of a state-established unit has stood in publicity to its end, in this very version
 * (促进科技成果转化法 art. 18); a state-owned enterprise has its assignment filed and dealt.
 */
export async function requirePublished(ctx: Pick<Context, 'db'>, contract: Contract): Promise<void> {
  if (!['agreed', 'publicity', 'signing'].includes(contract.state)) return;
  await requireStateAsset(ctx, contract);
  const { exemption } = await publicityDuty(ctx, contract, contract.versionN);
  if (exemption === null) await requireNoticeEnded(ctx, contract.id, contract.versionN);
}
