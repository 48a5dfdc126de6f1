import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { contractDeedRoles, type ContractSide } from '#app/domain/contract-deeds.ts';
import type { SideNames } from '#app/domain/contract-kind.ts';
import type { PageSigning } from '#app/domain/page-signing.ts';
import { mayCountersign, pageFault, type PageTurn, pageTurn } from '#app/domain/page-turn.ts';
import { contracts, memberships, pageAgreements, pageSigners, signatures, users } from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';

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
      roles: memberships.roles,
    })
    .from(pageSigners)
    .innerJoin(users, eq(users.id, pageSigners.userId))
    .innerJoin(contracts, eq(contracts.id, pageSigners.contractId))
    .leftJoin(
      memberships,
      and(eq(memberships.userId, pageSigners.userId), eq(memberships.orgId, orgOfSigner), isNull(memberships.endedAt)),
    )
    .where(and(eq(pageSigners.contractId, contractId), eq(pageSigners.versionN, versionN)))
    .orderBy(asc(pageSigners.id));
  const signed = await ctx.db
    .select({ side: signatures.side })
    .from(signatures)
    .where(and(eq(signatures.contractId, contractId), eq(signatures.versionN, versionN)));
  return {
    agreements,
    signers: signers.map(({ roles, ...signer }) => ({
      ...signer,
      isAble: roles !== null && (signer.role === 'countersign' || mayBind(roles)),
    })),
    signed: signed.map(({ side }) => side),
  };
}

const orgOfSigner = sql`case ${pageSigners.side} when 'licensor' then ${contracts.licensorOrgId} else ${contracts.licenseeOrgId} end`;

/** Whether a member's roles let him sign for his organisation. */
export const mayBind = (roles: readonly string[]): boolean =>
  contractDeedRoles.sign.some((role) => roles.includes(role));

/** How signing on the page stands for one reader. */
export interface ReadersTurn {
  /** Why he does not sign on the page now. */
  readonly fault: string | null;
  readonly isArranged: boolean;
  /** What his side waits for; null once it has signed, or where whoever may bind it signs. */
  readonly turn: PageTurn | null;
  /** He is one of those who are waited for by name. */
  readonly isNamed: boolean;
}

/** For the form of signing and for who is waited for: whose turn it is on the reader's side, and whether it is his. */
export async function pageTurnOf(
  ctx: ActorContext,
  version: OfVersion,
  { side, sides }: { readonly side: ContractSide; readonly sides: SideNames },
): Promise<ReadersTurn> {
  const page = await pageSigningOf(ctx, version);
  const me = { side, userId: ctx.actor.userId };
  const turn = page.signed.includes(side) ? null : pageTurn(page, side);
  const isWaitedFor = turn?.kind === 'sign' && turn.people.some(({ userId }) => userId === me.userId);
  return {
    fault: pageFault(page, me, sides),
    isArranged: page.agreements.some(({ isArranged }) => isArranged),
    turn,
    isNamed: isWaitedFor || (turn !== null && mayCountersign(page, me)),
  };
}
