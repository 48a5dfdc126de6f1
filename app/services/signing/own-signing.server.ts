import { hasRole, type RoleGate } from '#app/domain/access.ts';
import { isBeforeBoth } from '#app/domain/amendment-machine.ts';
import { AppError } from '#app/domain/errors.ts';
import type { ActorContext } from '../context.server.ts';
import { ownOpenVersion, type OwnSignable, type Signable } from './signable.server.ts';

/** Who hands in a scan or sends it back; confirming it binds, and is for who may sign. */
export const mayHandInScan: RoleGate = (actor) => hasRole(actor, 'owner', 'approver', 'officer', 'legal');

/** A change is sealed on paper once it lies before both sides; what one side signed on the page is signed there. */
export function requireBeforeBoth({ amendment }: Pick<Signable, 'amendment'>): void {
  if (amendment !== null && !isBeforeBoth(amendment.state)) throw new AppError('state_changed');
}

/** The own contract or a change of it, open for signing on paper in the version that the person saw. */
export async function ownSigning(ctx: ActorContext, contractId: string, versionN: number): Promise<OwnSignable> {
  const own = await ownOpenVersion(ctx, contractId, versionN);
  requireBeforeBoth(own);
  return own;
}
