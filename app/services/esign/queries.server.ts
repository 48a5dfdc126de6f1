import { desc, eq } from 'drizzle-orm';
import { mayDo } from '#app/domain/contract-deeds.ts';
import { isAskedAbout, liveEsignStates } from '#app/domain/esign.ts';
import { esignFlows } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { dayOfChange } from '../contracts/day-of-change.server.ts';
import { getOwnContract } from '../contracts/own-contract.server.ts';
import { partiesOf } from '../contracts/queries.server.ts';
import { getSeenVersion } from '../contracts/seen-versions.server.ts';
import { mayHandInScan } from '../signing/own-signing.server.ts';
import { lettersFor } from '../signing/queries.server.ts';
import { wayBegun } from '../signing/refuse-other-ways.server.ts';
import { signersOf } from './own-esign.server.ts';
import { papersOf, shownFlow, shownSigners } from './shown-flow.server.ts';
import { standingAtEsign, versionAtEsign } from './version-at-esign.server.ts';

/**
 * Signing a version, of the contract or of a change of it, at a provider: the flow as it stands and those before it, who signs and
 * has signed, the papers, what the actor may do. `asked`: the version that the address names, if any.
 */
export async function esignPage(ctx: ActorContext, contractId: string, asked: number | null = null) {
  const { contract, side } = await getOwnContract(ctx, contractId);
  const n = asked ?? (await versionAtEsign(ctx, contract, side));
  const version = await getSeenVersion(ctx, contractId, side, n);
  const [parties, all, begun, { change, standing, isOfSubject }] = await Promise.all([
    partiesOf(ctx, contract),
    ctx.db
      .select()
      .from(esignFlows)
      .where(eq(esignFlows.contractId, contractId))
      .orderBy(desc(esignFlows.createdAt), desc(esignFlows.id))
      .limit(50),
    wayBegun(ctx, contractId, n),
    standingAtEsign(ctx, contract, n),
  ]);
  const [flow, ...earlier] = all.filter(({ versionN }) => isOfSubject(versionN));
  const signers = flow ? await signersOf(ctx, flow.id) : [];
  const isLive = flow !== undefined && liveEsignStates.includes(flow.state);
  const isAnyLive = all.some(({ state }) => liveEsignStates.includes(state));
  const otherWay = begun === 'page' || begun === 'paper' ? begun : null;
  const mayName = standing === 'open' && otherWay === null && ctx.esign.isEnabled && mayDo(ctx.actor, 'sign');
  const maySteer = mayHandInScan(ctx.actor);
  const shown = flow && { ...shownFlow(flow), signers: shownSigners(signers, flow, side, maySteer) };
  const own = shown?.signers.find((row) => row.side === side);
  return {
    contract: { id: contract.id, no: contract.no, title: contract.title },
    side,
    sides: parties.sides,
    names: { licensor: parties.licensor.name, licensee: parties.licensee.name },
    version: { n, sha256: version.sha256 },
    change: change && {
      baseVersionN: change.baseVersionN,
      effectiveOn: await dayOfChange(ctx, change),
      state: change.state,
    },
    standing,
    provider: ctx.esign.isEnabled ? ctx.esign.name : null,
    otherWay,
    mayChoose: standing === 'open' && begun === null,
    flow: shown && flow ? { ...shown, papers: await papersOf(ctx, flow) } : null,
    earlier: earlier.slice(0, 20).map(shownFlow),
    others: [...new Set(all.filter((row) => !isOfSubject(row.versionN)).map(({ versionN }) => versionN))],
    letters: mayName ? await lettersFor(ctx, contractId, version) : [],
    mayPropose: mayName && !isAnyLive,
    mayJoin: mayName && flow?.state === 'proposed' && flow.proposedBySide !== side && flow.versionN === n,
    mayCancel: maySteer && isLive && flow.state !== 'cancelling',
    mayAsk: maySteer && flow !== undefined && isAskedAbout(flow),
    mayGiveUp:
      mayDo(ctx.actor, 'sign') &&
      shown?.giveUpFrom != null &&
      shown.giveUpFrom <= ctx.now() &&
      own?.hasGivenUp === false,
  };
}
