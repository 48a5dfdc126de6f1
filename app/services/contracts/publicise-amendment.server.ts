import { termsFromJson } from '#app/domain/contract-json.ts';
import { priceTermsOf } from '#app/domain/price-terms.ts';
import { objectAndScope } from '#app/domain/publicity-notice.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { writtenChangeDuty } from './change-duty.server.ts';
import { moveAmendment, requireAmendmentDeed } from './move-amendment.server.ts';
import type { Publicity } from './move-publicity.server.ts';
import { getVersion, requireVerified } from './own-contract.server.ts';
import { awaitedBeforeSigning } from './grants-around.server.ts';
import { requireVersionFree } from './require-version-free.server.ts';
import type { StartPublicityInput } from './start-publicity.server.ts';
import { writeNotice } from './write-notice.server.ts';

/**
 * Puts an agreed change of the price up for publicity, with the price as it is and as it will be (促进科技成果转化法 art. 18). The
 * contract goes on as it is signed. Where it need not be published any more, that is another deed: state_changed.
 */
export async function publiciseAmendment(ctx: ActorContext, input: StartPublicityInput): Promise<Publicity> {
  const { contractId, versionN, audience, contact, correction } = input;
  await requireAmendmentDeed(ctx, { contractId, versionN }, 'publicise');
  requireVerified(ctx);
  return inTransaction(ctx, async (tx) => {
    const { contract, amendment } = await moveAmendment(tx, input, 'publicise', {});
    const { unit, isAsked } = await writtenChangeDuty(tx, contract, amendment);
    if (!isAsked) throw new AppError('state_changed');
    await requireVersionFree(tx, { contract, versionN, amendment }, awaitedBeforeSigning);
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
