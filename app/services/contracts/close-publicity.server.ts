import { transitionOf } from '#app/domain/machine.ts';
import { isPublicityOver, publicityMachine } from '#app/domain/publicity.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { standingStates } from './declare.server.ts';
import { lockPublicity } from './lock-publicity.server.ts';
import { movePublicity } from './move-publicity.server.ts';
import { openAmendmentSigning } from './open-amendment-signing.server.ts';
import { publishedAmendment } from './published-amendment.server.ts';
import { openSigning } from './open-signing.server.ts';

/**
 * Ends a publicity whose last day has passed without an open objection, and opens signing of the contract, or of its change. Asked too early, while an objection
 * is open, or again, it changes nothing.
 */
export async function closePublicity(tx: In<Context>, publicityId: string): Promise<boolean> {
  const { contract, publicity } = await lockPublicity(tx, publicityId);
  if (transitionOf(publicityMachine, publicity.state, 'end') === undefined) return false;
  if (!isPublicityOver(publicity, tx.now())) return false;
  const { contractVersionN: versionN } = await movePublicity(tx, publicity, 'end');
  await clearDeadline(tx, 'publicity.end', publicityId);
  await audit(tx, { deed: 'publicity.end', subjectType: 'publicity', subjectId: publicityId, versionN });
  if (contract.state === 'publicity' && contract.versionN === versionN) await openSigning(tx, contract);
  const change = await publishedAmendment(tx, contract, versionN);
  if (change !== null && standingStates.includes(contract.state)) await openAmendmentSigning(tx, change);
  return true;
}
