import { hasRole, type RoleGate } from '#app/domain/access.ts';
import { isBeforeBoth } from '#app/domain/amendment-machine.ts';
import type { Day } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { ActorContext } from '../context.server.ts';
import { frozenOn } from '../contracts/freeze-version.server.ts';
import { ownOpenVersion, type OwnSignable, type Signable } from './signable.server.ts';

/** Who hands in a scan or sends it back; confirming it binds, and is for who may sign. */
export const mayHandInScan: RoleGate = (actor) => hasRole(actor, 'owner', 'approver', 'officer', 'legal');

/** A change is sealed on paper once it lies before both sides; what one side signed on the page is signed there. */
export function requireBeforeBoth({ amendment }: Pick<Signable, 'amendment'>): void {
  if (amendment !== null && !isBeforeBoth(amendment.state)) throw new AppError('state_changed');
}

/**
 * The own contract or a change of it, open for signing on paper in the version that the person saw. When the paper was sealed is said by
 * who confirms it: until then a change is judged by the first day on which it can have been.
 */
export async function ownSigning(ctx: ActorContext, contractId: string, versionN: number): Promise<OwnSignable> {
  const own = await ownOpenVersion(ctx, contractId, versionN, await sealableFrom(ctx, contractId, versionN));
  requireBeforeBoth(own);
  return own;
}

/** The first day on which a paper of this version can have been sealed: that on which its text was frozen; undefined before. */
export const sealableFrom = async (
  ctx: Pick<ActorContext, 'db'>,
  contractId: string,
  versionN: number,
): Promise<Day | undefined> => (await frozenOn(ctx, contractId, versionN)) ?? undefined;
