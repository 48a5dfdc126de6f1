import { hasRole, type RoleGate } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import type { ActorContext } from '../context.server.ts';
import { ownOpenVersion, type OwnSignable } from './signable.server.ts';

/** Who hands in a scan or sends it back; confirming it binds, and is for who may sign. */
export const mayHandInScan: RoleGate = (actor) => hasRole(actor, 'owner', 'approver', 'officer', 'legal');

/** A change is signed on the page or at the provider: no scan stands for it. */
export function requireNoChange({ amendment }: Pick<OwnSignable, 'amendment'>): void {
  if (amendment !== null) throw new AppError('state_changed');
}

/** The own contract, open for signing on paper in the version that the person saw. */
export async function ownSigning(ctx: ActorContext, contractId: string, versionN: number): Promise<OwnSignable> {
  const own = await ownOpenVersion(ctx, contractId, versionN);
  requireNoChange(own);
  return own;
}
