import { changedClauses, clauseLabels } from '#app/domain/contract-clauses.ts';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import type { StepFacts } from '#app/domain/contract-step.ts';
import { changedSums } from '#app/domain/changed-sums.ts';
import type { Context } from '../context.server.ts';
import { type Contract, type ContractVersion, getVersion } from './own-contract.server.ts';
import { versionBefore } from './version-before.server.ts';

/**
 * What the version that lies before the reader changes of the one he had: his own last one, or, where he wrote none, the one before.
 * Null for a first proposal, and for whoever is not asked.
 */
export async function revisedTerms(
  ctx: Pick<Context, 'db'>,
  contract: Contract,
  { side, version }: { readonly side: ContractSide | null; readonly version: ContractVersion },
): Promise<NonNullable<StepFacts['revised']> | null> {
  const { id, state, versionN: n, proposedBySide: writer } = contract;
  if (state !== 'offered' || side === null || side === writer || n === 1) return null;
  const had = (await versionBefore(ctx, id, { n, side: writer })) ?? (await getVersion(ctx, id, n - 1));
  const [was, now] = [termsFromJson(had.data.terms), termsFromJson(version.data.terms)];
  const clauses = changedClauses(was, now).map((key) => clauseLabels[key]);
  return clauses.length === 0 ? null : { clauses, sums: changedSums(was, now) };
}
