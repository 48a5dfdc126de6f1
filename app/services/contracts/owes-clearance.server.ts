import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { ActorContext } from '../context.server.ts';
import { getTerms } from './get-terms.server.ts';
import { conflictsOf } from './grants-around.server.ts';
import type { Contract } from './own-contract.server.ts';

/** In which its statement is all that agreeing or signing waits for. */
const waitingStates: readonly Contract['state'][] = ['offered', 'signing'];

/**
 * Whether nobody can go on until the licensor says why the contract goes beside an earlier one. Of terms that the licensee wrote himself
 * he is told nothing: he could try territory, field and day one by one.
 */
export async function owesClearance(
  ctx: ActorContext,
  contract: Contract,
  side: ContractSide | null,
): Promise<boolean> {
  if (side === null || !waitingStates.includes(contract.state)) return false;
  if (side === 'licensee' && contract.proposedBySide === 'licensee') return false;
  const blocks = await blocksOf(ctx, contract);
  const isOwed = blocks.some(({ cure }) => cure === 'clear');
  return isOwed && blocks.every(({ cure, pending }) => cure === 'clear' || pending !== undefined);
}

/** Whether nobody signs until the licensor's lawyer has judged words that differ; for the licensor alone, whose other side is told nothing. */
export async function owesJudgement(
  ctx: ActorContext,
  contract: Contract,
  side: ContractSide | null,
): Promise<boolean> {
  if (side !== 'licensor' || contract.state !== 'signing') return false;
  return (await blocksOf(ctx, contract)).some(({ cure, mayKnow }) => cure === 'judge' && mayKnow);
}

async function blocksOf(ctx: ActorContext, contract: Contract) {
  const found = await conflictsOf(ctx, contract, await getTerms(ctx, contract.id, contract.versionN));
  return found.filter(({ severity }) => severity === 'block');
}
