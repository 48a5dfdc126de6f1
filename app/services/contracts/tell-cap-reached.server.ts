import { termsFromJson } from '#app/domain/contract-json.ts';
import type { Fen } from '#app/domain/money.ts';
import { isUsedUp, reachesCap } from '#app/domain/under-cap.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { getChargedSums } from './charged-sums.server.ts';
import { type Contract, getVersion } from './own-contract.server.ts';

/**
 * Tells both parties once that the cap is used up, by the deed that used up what was left of it: a report, a milestone, a minimum or a
 * buy-out. Called once all that the deed charges and takes back is booked, with what was charged before it; the contract is locked.
 * Gives whether the cap is used up, by this deed or before.
 */
export async function tellCapReached(tx: In<Context>, contract: Contract, beforeFen: Fen): Promise<boolean> {
  const { data } = await getVersion(tx, contract.id, contract.signedVersionN ?? 0);
  const capFen = termsFromJson(data.terms).royalty?.capFen ?? null;
  if (capFen === null) return false;
  const { chargedFen } = await getChargedSums(tx, contract.id);
  if (reachesCap(capFen, { beforeFen, chargedFen })) {
    await audit(tx, { deed: 'royalty.cap_reached', subjectType: 'contract', subjectId: contract.id });
    const notice = { kind: 'royalty.cap', href: `/desk/contracts/${contract.id}/statements` };
    await notifyParties(tx, contract, ['officer', 'finance'], notice);
  }
  return isUsedUp(capFen, chargedFen);
}
