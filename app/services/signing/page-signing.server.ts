import { and, asc, eq } from 'drizzle-orm';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { SideNames } from '#app/domain/contract-kind.ts';
import { type PageSigning, pageFault } from '#app/domain/page-signing.ts';
import { pageAgreements, pageSigners, signatures, users } from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import type { Contract } from '../contracts/own-contract.server.ts';

interface OfVersion {
  readonly contractId: string;
  readonly versionN: number;
}

/** How a version is being signed on the page. */
export async function pageSigningOf(
  ctx: Pick<Context, 'db'>,
  { contractId, versionN }: OfVersion,
): Promise<PageSigning> {
  const agreements = await ctx.db
    .select({ side: pageAgreements.side, isArranged: pageAgreements.isArranged, first: pageAgreements.first })
    .from(pageAgreements)
    .where(and(eq(pageAgreements.contractId, contractId), eq(pageAgreements.versionN, versionN)))
    .orderBy(asc(pageAgreements.id));
  const signers = await ctx.db
    .select({
      side: pageSigners.side,
      userId: pageSigners.userId,
      name: users.name,
      role: pageSigners.role,
      countersignedAt: pageSigners.countersignedAt,
    })
    .from(pageSigners)
    .innerJoin(users, eq(users.id, pageSigners.userId))
    .where(and(eq(pageSigners.contractId, contractId), eq(pageSigners.versionN, versionN)))
    .orderBy(asc(pageSigners.id));
  const signed = await ctx.db
    .select({ side: signatures.side })
    .from(signatures)
    .where(and(eq(signatures.contractId, contractId), eq(signatures.versionN, versionN)));
  return { agreements, signers, signed: signed.map(({ side }) => side) };
}

/** For the form of signing: why this reader does not sign on the page now, and whether an arrangement stands. */
export async function pageTurnOf(
  ctx: ActorContext,
  contract: Contract,
  { side, sides }: { readonly side: ContractSide; readonly sides: SideNames },
): Promise<{ readonly fault: string | null; readonly isArranged: boolean }> {
  const page = await pageSigningOf(ctx, { contractId: contract.id, versionN: contract.versionN });
  return {
    fault: pageFault(page, { side, userId: ctx.actor.userId }, sides),
    isArranged: page.agreements.some(({ isArranged }) => isArranged),
  };
}
