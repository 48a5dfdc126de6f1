import { type ContractSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import type { SideNames } from '#app/domain/contract-kind.ts';
import type { SigningFacts } from '#app/domain/contract-step.ts';
import { dayOf } from '#app/domain/days.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { findLiveFlow, signersOf } from '../esign/own-esign.server.ts';
import { pageTurnOf, type ReadersTurn } from './page-signing.server.ts';
import { standingScan } from './standing-scan.server.ts';

interface OfVersion {
  readonly contractId: string;
  readonly versionN: number;
}

/** How the signing of a version stands, whichever way it is signed, as one reader is told of it; `side` null: a broker. */
export async function signingFactsOf(
  ctx: ActorContext,
  version: OfVersion,
  { side, sides }: { readonly side: ContractSide | null; readonly sides: SideNames },
): Promise<{ signedBy: ContractSide[]; signing: SigningFacts; pageTurn: ReadersTurn | null }> {
  const [scan, esign, pageTurn] = await Promise.all([
    standingScan(ctx, version.contractId, version.versionN),
    flowFacts(ctx, version),
    side === null ? null : pageTurnOf(ctx, version, { side, sides }),
  ]);
  return {
    signedBy: [...scan.confirmedBy, ...(esign?.signedBy ?? [])],
    signing: {
      pageTurn: pageTurn?.turn ?? null,
      isNamed: pageTurn?.isNamed ?? false,
      scan: scan.files.length === 0 ? null : { confirmedBy: scan.confirmedBy },
      esign: esign && { isProposed: esign.isProposed, turn: esign.turn, untilOn: esign.untilOn },
    },
    pageTurn,
  };
}

/** The version's way through the provider: who agrees or signs next, by when, and who has signed. */
async function flowFacts(ctx: Pick<Context, 'db'>, { contractId, versionN }: OfVersion) {
  const flow = await findLiveFlow(ctx, contractId);
  if (flow?.versionN !== versionN) return null;
  const signers = await signersOf(ctx, flow.id);
  const isProposed = flow.state === 'proposed';
  const next = flow.state === 'open' ? signers.find(({ signedAt }) => signedAt === null) : undefined;
  return {
    isProposed,
    turn: isProposed ? otherContractSide(flow.proposedBySide) : (next?.side ?? null),
    untilOn: flow.state === 'open' && flow.expiresAt !== null ? dayOf(flow.expiresAt) : null,
    signedBy: signers.filter(({ signedAt }) => signedAt !== null).map(({ side }) => side),
  };
}
