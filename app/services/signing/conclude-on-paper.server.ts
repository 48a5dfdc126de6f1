import { dayOf, laterDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { sealedAt } from '#app/domain/signing-way.ts';
import type { ActorContext, In } from '../context.server.ts';
import { concludeVersion } from '../contracts/conclude-version.server.ts';
import type { Contract } from '../contracts/own-contract.server.ts';
import { signingFault } from '../contracts/signing-fault.server.ts';
import { keepSignature } from './keep-signature.server.ts';
import type { Signable } from './signable.server.ts';
import { standingScan } from './standing-scan.server.ts';

/**
 * Both sides have confirmed the same scan of a version: their signatures stand, and the contract is concluded, or its change takes
 * effect, if it still can by the day of the last seal. The caller holds the contract's lock.
 */
export async function concludeOnPaper(tx: In<ActorContext>, signable: Signable): Promise<Contract> {
  const { contract, versionN } = signable;
  const scan = await standingScan(tx, contract.id, versionN);
  const confirmed = scan.answers.filter((row) => row.outcome === 'confirmed' && row.scanSha256 === scan.sha256);
  const sealed = confirmed.map(({ sealedOn, answeredAt }) => sealedOn ?? dayOf(answeredAt)).reduce(laterDay);
  const fault = signable.amendment === null ? null : await signingFault(tx, signable.amendment, sealed);
  if (fault !== null) throw new AppError('terms_invalid', { says: fault.says });
  for (const { side, answeredBy: userId, authority, letterId, answeredAt: signedAt } of confirmed) {
    await keepSignature(tx, contract, { versionN, side, way: 'paper', userId, authority, letterId, signedAt });
  }
  const how = { way: 'paper', scanSha256: scan.sha256 };
  return concludeVersion(tx, signable, how, sealedAt(sealed, tx.now()));
}
