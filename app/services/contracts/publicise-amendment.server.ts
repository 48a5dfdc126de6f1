import { termsFromJson } from '#app/domain/contract-json.ts';
import { objectAndScope, priceTermsOf } from '#app/domain/publicity-notice.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { moveAmendment, requireAmendmentDeed } from './move-amendment.server.ts';
import { openAmendmentSigning } from './open-amendment-signing.server.ts';
import { getVersion, requireVerified } from './own-contract.server.ts';
import { publicityDuty } from './publicity-duty.server.ts';
import type { StartPublicityInput } from './start-publicity.server.ts';
import { type Publicity, writeNotice } from './write-notice.server.ts';

/**
 * Puts an agreed change of the price up for publicity, with the price as it is and as it will be (促进科技成果转化法 art. 18). The
 * contract goes on as it is signed. Where no publicity is asked any more both may sign at once: null.
 */
export async function publiciseAmendment(ctx: ActorContext, input: StartPublicityInput): Promise<Publicity | null> {
  const { contractId, versionN, audience, contact, correction } = input;
  await requireAmendmentDeed(ctx, { contractId, versionN }, 'publicise');
  requireVerified(ctx);
  return inTransaction(ctx, async (tx) => {
    const { contract, amendment } = await moveAmendment(tx, input, 'publicise', {});
    const { unit, exemption } = await publicityDuty(tx, contract, versionN);
    if (exemption !== null) {
      await openAmendmentSigning(tx, amendment);
      return null;
    }
    const { data } = await getVersion(tx, contractId, amendment.baseVersionN);
    const before = termsFromJson(data.terms);
    const change = {
      baseVersionN: amendment.baseVersionN,
      versionN,
      priceTermsBefore: priceTermsOf(before),
      licenceBefore: objectAndScope(before),
    };
    return writeNotice(tx, { contract, versionN, unit, audience, contact, correction, change });
  });
}
