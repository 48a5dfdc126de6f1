import {
  type DeclarationEvent,
  type DeclarationGround,
  groundsFor,
  sidesFor,
} from '#app/domain/contract-declaration.ts';
import { type ContractSide, orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { standingContractStates } from '#app/domain/contract-machine.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { trialEndOf } from '#app/domain/schedule.ts';
import { openTrialStates } from '#app/domain/trial-machine.ts';
import { contractDeclarations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import {
  type Contract,
  getOwnContract,
  getVersion,
  type OwnContract,
  requireDeed,
  requireEvent,
} from './own-contract.server.ts';
import { findTrial } from './own-trial.server.ts';

export interface DeclarationInput {
  readonly contractId: string;
  readonly versionN: number;
  readonly ground: DeclarationGround;
  /** In the party's own words; the other party reads it. */
  readonly reason: string;
  /** From which day it counts; of a demand, until when it can be cured. */
  readonly effectiveOn?: Day | null;
}

/** Declarations that move the contract itself; what the others do, their own rows say. */
type MovingEvent = 'suspend' | 'resume' | 'terminate' | 'demand' | 'cure';

/** Signed and not over: something can still be declared. */
export const standingStates: readonly Contract['state'][] = standingContractStates;

/** The gates of a declaration that moves the contract: role, party, state, and a ground that this side may name. */
export async function requireDeclaration(
  ctx: ActorContext,
  event: MovingEvent,
  { contractId, ground }: DeclarationInput,
): Promise<OwnContract> {
  requireDeed(ctx, event);
  const own = await getOwnContract(ctx, contractId);
  requireEvent(own, event);
  requireGround(event, own, ground);
  return own;
}

/** The gates of one that leaves the contract's state as it is, while the contract stands. */
export async function requireStandingDeclaration(
  ctx: ActorContext,
  event: Exclude<DeclarationEvent, MovingEvent>,
  { contractId, ground }: DeclarationInput,
): Promise<OwnContract> {
  requireDeed(ctx, event);
  const own = await getOwnContract(ctx, contractId);
  if (!standingStates.includes(own.contract.state)) throw new AppError('state_changed');
  requireGround(event, own, ground);
  return own;
}

function requireGround(event: DeclarationEvent, { side }: OwnContract, ground: DeclarationGround): void {
  if (!sidesFor(event).includes(side)) throw new AppError('forbidden');
  if (!groundsFor(event).includes(ground)) {
    throw new AppError('invalid', { says: '这个理由现在不适用，请另选。' }, 'ground');
  }
}

/** Last day of the trial while it runs: as delivery and decisions have made it, else as planned; null once it is over. */
export async function runningTrialEnd(ctx: Pick<Context, 'db' | 'now'>, contract: Contract): Promise<Day | null> {
  if (contract.signedAt === null || contract.signedVersionN === null) return null;
  const trial = await findTrial(ctx, contract.id);
  if (trial !== null && !openTrialStates.includes(trial.state)) return null;
  const { data } = await getVersion(ctx, contract.id, contract.signedVersionN);
  const endsOn = trial?.endsOn ?? trialEndOf(termsFromJson(data.terms), { signedOn: dayOf(contract.signedAt) });
  return dayOf(ctx.now()) <= endsOn ? endsOn : null;
}

/** Writes who declared what and why, and tells the other party. */
export async function declare(
  tx: In<Context>,
  contract: Contract,
  side: ContractSide,
  event: DeclarationEvent,
  { ground, reason, effectiveOn = null }: Pick<DeclarationInput, 'ground' | 'reason' | 'effectiveOn'>,
  more: Partial<typeof contractDeclarations.$inferInsert> = {},
): Promise<typeof contractDeclarations.$inferSelect> {
  const { id: contractId, versionN } = contract;
  const declaredBy = tx.actor?.userId ?? null;
  const declared = await insertRow(tx, contractDeclarations, {
    contractId,
    event,
    side,
    ground,
    reason,
    effectiveOn,
    declaredBy,
    declaredAt: tx.now(),
    ...more,
  });
  const bySystem = declaredBy === null ? { orgId: null } : {};
  await audit(tx, { deed: `contract.${event}`, subjectType: 'contract', subjectId: contractId, versionN, ...bySystem });
  const notice = {
    kind: `contract.${event}`,
    params: { title: contract.title },
    href: `/desk/contracts/${contractId}`,
  };
  for (const at of [side, otherContractSide(side)]) {
    await notifyOrganisation(
      tx,
      orgOnSide(contract, at),
      ['owner', 'officer', 'approver', 'finance', 'inventor'],
      notice,
    );
  }
  return declared;
}
