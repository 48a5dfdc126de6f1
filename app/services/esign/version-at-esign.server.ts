import { and, desc, eq, inArray } from 'drizzle-orm';
import { signableAmendmentStates, unsentAmendmentStates } from '#app/domain/amendment-machine.ts';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import { contractAmendments } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { Contract } from '../contracts/own-contract.server.ts';
import { isSignable, type Signable, signableOf } from '../signing/signable.server.ts';
import { findLiveFlow } from './own-esign.server.ts';

/** Which version the page of a contract is about, unless one is asked for: what is on its way, then what this side may sign, then what is signed. */
export async function versionAtEsign(
  ctx: Pick<Context, 'db'>,
  contract: Contract,
  side: ContractSide,
): Promise<number> {
  const live = await findLiveFlow(ctx, contract.id);
  if (live !== null) return live.versionN;
  const { contractId, state, versionN, side: ofSide } = contractAmendments;
  const open = await ctx.db
    .select({ versionN, state, side: ofSide })
    .from(contractAmendments)
    .where(and(eq(contractId, contract.id), inArray(state, signableAmendmentStates)))
    .orderBy(desc(versionN));
  const seen = open.find((row) => row.side === side || !unsentAmendmentStates.some((unsent) => unsent === row.state));
  return seen?.versionN ?? contract.signedVersionN ?? contract.versionN;
}

/** How a version stands to being signed: `early` before its time, `over` where it will not be any more. */
export type Signability = 'early' | 'open' | 'signed' | 'over';

/** A version, how it stands to being signed, and which versions are the same subject's: a contract's own, or this one change. */
export async function standingAtEsign(ctx: Pick<Context, 'db'>, contract: Contract, versionN: number) {
  const subject = await signableOf(ctx, contract, versionN);
  const changes = await ctx.db
    .select({ n: contractAmendments.versionN })
    .from(contractAmendments)
    .where(eq(contractAmendments.contractId, contract.id));
  const isChange = new Set(changes.map(({ n }) => n));
  return {
    change: subject.amendment,
    standing: standingOf(subject),
    isOfSubject: (n: number) => (subject.amendment === null ? !isChange.has(n) : n === versionN),
  };
}

function standingOf(subject: Signable): Signability {
  const { contract, amendment } = subject;
  if (isSignable(subject)) return 'open';
  if (amendment !== null) return amendment.state === 'signed' ? 'signed' : 'over';
  if (contract.signedVersionN !== null) return 'signed';
  return contract.state === 'withdrawn' ? 'over' : 'early';
}
