import { AppError } from '#app/domain/errors.ts';
import {
  type ClearanceGround,
  clearanceGrounds,
  maySeeClearances,
  mayStateGround,
} from '#app/domain/grant-clearance.ts';
import { requireOwnLicensor } from '../co-owners/own-licensor.server.ts';
import type { ActorContext } from '../context.server.ts';
import { clearableVersions, unsentVersions } from './clearable-versions.server.ts';
import { listClearances } from './clearances.server.ts';
import { draftConflicts } from './draft-conflicts.server.ts';
import { conflictsOf } from './grants-around.server.ts';
import { getTerms } from './get-terms.server.ts';
import type { Contract } from './own-contract.server.ts';

/** What the licensor has still to say of a contract and its open changes, as notices that lead to the page for it. */
export const clearancesAhead = async (ctx: ActorContext, contract: Contract) =>
  toClear(ctx, contract, await clearableVersions(ctx, contract));

/** The same of its changes that are not sent yet: it can be said when they are. */
export const clearancesOnceSent = async (ctx: ActorContext, contract: Contract) =>
  toClear(ctx, contract, await unsentVersions(ctx, contract));

async function toClear(ctx: ActorContext, contract: Contract, versions: readonly number[]) {
  const conflicts = [];
  for (const versionN of versions) {
    conflicts.push(...(await draftConflicts(ctx, contract, await getTerms(ctx, contract.id, versionN))));
  }
  return conflicts.filter(({ cure }) => cure === 'clear' || cure === 'wait');
}

/** Beside which earlier contracts a contract and its open changes go, what was said of it and what is still to be said. */
export async function clearancePage(ctx: ActorContext, contractId: string) {
  if (!maySeeClearances(ctx.actor)) throw new AppError('forbidden');
  const contract = await requireOwnLicensor(ctx, contractId);
  const said = await listClearances(ctx, contractId);
  const open = [];
  for (const versionN of await clearableVersions(ctx, contract)) {
    const found = await conflictsOf(ctx, contract, await getTerms(ctx, contractId, versionN));
    for (const { mayKnow, severity, earlier, earlierVersionN, says, cure } of found) {
      if (!mayKnow || severity === 'warn') continue;
      const { id, no, title } = earlier;
      // The newest first.
      const before = cure === 'clear' ? said.find(({ earlierNo }) => earlierNo === no) : undefined;
      const anew = before === undefined ? null : before.denial === null ? ('changed' as const) : ('denied' as const);
      open.push({ versionN, says, cure, anew, earlier: { id, no, title, versionN: earlierVersionN } });
    }
  }
  const grounds: ClearanceGround[] = clearanceGrounds.filter((ground) => mayStateGround(ctx.actor, ground));
  return {
    contract: { id: contract.id, no: contract.no, title: contract.title },
    open,
    grounds,
    said,
  };
}
