import { and, eq, inArray, or } from 'drizzle-orm';
import { approvalMachine, type ApprovalChain, chainFor, chainsWith } from '#app/domain/approval.ts';
import { approvalGates } from '#app/domain/approval-access.ts';
import { contractSideOf } from '#app/domain/contract-deeds.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { kindOf } from '#app/domain/contract-kind.ts';
import { contractMachine, signedContractStates, standingContractStates } from '#app/domain/contract-machine.ts';
import { mostOf } from '#app/domain/contract.ts';
import { AppError } from '#app/domain/errors.ts';
import { labelOf, statesWith } from '#app/domain/machine.ts';
import { approvals, contracts, signatures } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { type Contract, getVersion } from '../contracts/own-contract.server.ts';
import { listChains } from './queries.server.ts';
import { versionToApprove } from './version-to-approve.server.ts';

/** A contract, or a change of one, that a chain is asked of. */
export interface AffectedContract {
  readonly id: string;
  readonly no: string;
  readonly title: string;
  readonly versionN: number;
  readonly state: string;
}

export interface ChainEffect {
  /** Fall under it from then on, and are not signed by the own side before they passed it. */
  readonly caught: readonly AffectedContract[];
  /** Their approval was begun: it goes on by the steps that it began with. */
  readonly begun: readonly AffectedContract[];
  /** The own side has signed them. */
  readonly signed: readonly AffectedContract[];
  /** Contracts in force of which no change is under way. */
  readonly inForce: number;
}

const unsigned: readonly Contract['state'][] = ['draft', 'offered', 'agreed', 'publicity', 'signing'];

/**
 * What a chain would mean for what the unit has in hand, before it is saved: read by the rule that signing asks (`chainFor`). A draft
 * that the other side has not sent is none of it.
 */
export async function chainEffect(
  ctx: ActorContext,
  next: Pick<ApprovalChain, 'contractKind' | 'fromFen' | 'steps'>,
): Promise<ChainEffect> {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined || !approvalGates.setChain(ctx.actor)) throw new AppError('forbidden');
  const added: ApprovalChain = { id: 'next', ...next };
  const chains = chainsWith(await listChains(ctx), added);
  const isOwn = or(eq(contracts.licensorOrgId, orgId), eq(contracts.licenseeOrgId, orgId));
  const states = [...unsigned, ...standingContractStates, 'signed' as const];
  const rows = await ctx.db
    .select()
    .from(contracts)
    .where(and(isOwn, inArray(contracts.state, states)))
    .orderBy(contracts.no);
  const effect = {
    caught: [] as AffectedContract[],
    begun: [] as AffectedContract[],
    signed: [] as AffectedContract[],
  };
  let inForce = 0;
  for (const contract of rows) {
    const versionN = await versionAhead(ctx, contract, orgId);
    if (versionN === null) {
      if (signedContractStates.includes(contract.state)) inForce += 1;
      continue;
    }
    const { data } = await getVersion(ctx, contract.id, versionN);
    const terms = termsFromJson(data.terms);
    if (chainFor(chains, { kind: kindOf(terms), sumFen: mostOf(terms) }) !== added) continue;
    const { id, no, title, state } = contract;
    const standing = await standingOf(ctx, { contractId: id, versionN, orgId });
    effect[standing].push({ id, no, title, versionN, state: labelOf(contractMachine, state) });
  }
  return { ...effect, inForce };
}

/** The version that still waits for the unit's signature; null where none does. */
async function versionAhead(ctx: ActorContext, contract: Contract, orgId: string): Promise<number | null> {
  if (!unsigned.includes(contract.state)) return (await versionToApprove(ctx, contract, orgId))?.versionN ?? null;
  const isOthersDraft = contract.state === 'draft' && contract.proposedBySide !== contractSideOf(ctx.actor, contract);
  return isOthersDraft ? null : contract.versionN;
}

async function standingOf(
  { db }: ActorContext,
  { contractId, versionN, orgId }: { readonly contractId: string; readonly versionN: number; readonly orgId: string },
): Promise<'caught' | 'begun' | 'signed'> {
  const ofVersion = and(
    eq(signatures.contractId, contractId),
    eq(signatures.versionN, versionN),
    eq(signatures.orgId, orgId),
  );
  if ((await db.$count(signatures, ofVersion)) > 0) return 'signed';
  const live = and(
    eq(approvals.contractId, contractId),
    eq(approvals.versionN, versionN),
    eq(approvals.orgId, orgId),
    inArray(approvals.state, statesWith(approvalMachine, 'live')),
  );
  return (await db.$count(approvals, live)) > 0 ? 'begun' : 'caught';
}
