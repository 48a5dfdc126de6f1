import { and, asc, eq, isNull } from 'drizzle-orm';
import { contractDeedRoles, mayDo, orgOnSide } from '#app/domain/contract-deeds.ts';
import { isAgreedByBoth, mayCountersign } from '#app/domain/page-signing.ts';
import { memberships, users } from '#db/schema/index.ts';
import { isApproved } from '../approvals/require-approved.server.ts';
import type { ActorContext } from '../context.server.ts';
import { getOwnContract, getVersion } from '../contracts/own-contract.server.ts';
import { partiesOf } from '../contracts/queries.server.ts';
import { pageSigningOf } from './page-signing.server.ts';
import { wayBegun } from './refuse-other-ways.server.ts';
import { isSignable, signableOf } from './signable.server.ts';

/** The arrangement of signing on the page: what each side agreed and whom it named, and what the actor may do. */
export async function pageSigningPage(ctx: ActorContext, contractId: string) {
  const { contract, side } = await getOwnContract(ctx, contractId);
  const versionN = contract.signedVersionN ?? contract.versionN;
  const [page, version, parties, begun] = await Promise.all([
    pageSigningOf(ctx, { contractId, versionN }),
    getVersion(ctx, contractId, versionN),
    partiesOf(ctx, contract),
    wayBegun(ctx, contractId, versionN),
  ]);
  const isOpen = isSignable(await signableOf(ctx, contract, versionN));
  const isApprovedHere = await isApproved(ctx, { id: contractId, versionN }, orgOnSide(contract, side));
  const mayArrange =
    isOpen &&
    isApprovedHere &&
    page.signed.length === 0 &&
    (begun === null || begun === 'page') &&
    mayDo(ctx.actor, 'sign');
  return {
    contract,
    side,
    sides: parties.sides,
    names: { licensor: parties.licensor.name, licensee: parties.licensee.name },
    version: { n: versionN, sha256: version.sha256 },
    page,
    isAgreed: isAgreedByBoth(page),
    isOpen,
    /** It is being signed in another way: no arrangement is made. */
    isElsewhere: isOpen && begun !== null && begun !== 'page',
    awaitsApproval: isOpen && !isApprovedHere,
    mayArrange,
    mayDrop: mayArrange && page.agreements.some((agreement) => agreement.side === side),
    mayCountersign: isOpen && mayCountersign(page, { side, userId: ctx.actor.userId }),
    members: mayArrange ? await membersOf(ctx) : [],
    provider: ctx.esign.isEnabled ? ctx.esign.name : null,
  };
}

/** The own organisation's people, to choose from. */
async function membersOf(ctx: ActorContext) {
  const rows = await ctx.db
    .select({ userId: users.id, name: users.name, roles: memberships.roles })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.orgId, ctx.actor.org?.orgId ?? ''), isNull(memberships.endedAt)))
    .orderBy(asc(memberships.createdAt))
    .limit(300);
  const signing: readonly string[] = contractDeedRoles.sign;
  return rows.map(({ roles, ...row }) => ({ ...row, maySign: roles.some((role) => signing.includes(role)) }));
}
