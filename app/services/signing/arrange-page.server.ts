import { and, arrayOverlaps, eq, inArray, isNull } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import { contractDeedRoles, type ContractSide, orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { memberships, pageAgreements, pageSigners } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { addEvidence } from '../contracts/add-evidence.server.ts';
import { type Contract, getVersion, requireDeed } from '../contracts/own-contract.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { agreeToPage } from './agree-to-page.server.ts';
import { pageSigningOf } from './page-signing.server.ts';
import { lockSignable, ownSignable } from './signable.server.ts';

export interface ArrangeInput {
  readonly contractId: string;
  readonly versionN: number;
  readonly first: 'own' | 'other' | 'any';
  /** Who binds the organisation; empty: whoever may sign for it. */
  readonly signers: readonly string[];
  /** Who reads and countersigns before. */
  readonly countersigners: readonly string[];
}

/**
 * A side agrees ahead to sign this version on the page, names who signs and countersigns for it, and says who signs first. Nobody
 * signs before the other side agreed, too; another order than the other's asks for its word anew. With a fresh second factor.
 */
export async function arrangePage(
  ctx: ActorContext,
  { contractId, versionN, first, signers, countersigners }: ArrangeInput,
): Promise<void> {
  requireDeed(ctx, 'sign');
  const own = await ownSignable(ctx, contractId, versionN);
  const { side } = own;
  const people = [
    ...[...new Set(signers)].map((userId) => ({ userId, role: 'sign' as const })),
    ...[...new Set(countersigners)].map((userId) => ({ userId, role: 'countersign' as const })),
  ];
  await requireMembers(ctx, { signers, countersigners });
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  await inTransaction(ctx, async (tx) => {
    const { contract } = await lockSignable(tx, own, 'page');
    const page = await pageSigningOf(tx, { contractId, versionN });
    if (page.signed.length > 0) throw new AppError('state_changed');
    const other = otherContractSide(side);
    const order = first === 'any' ? null : first === 'own' ? side : other;
    await removeSide(tx, { contractId, versionN, side });
    const theirs = page.agreements.find((agreement) => agreement.side === other);
    if (theirs !== undefined && theirs.first !== order) await removeSide(tx, { contractId, versionN, side: other });
    if (people.length > 0)
      await tx.db.insert(pageSigners).values(people.map((row) => ({ ...row, contractId, versionN, side })));
    await agreeToPage(tx, contract, { versionN, side, isArranged: true, first: order });
    await audit(tx, { deed: 'signing.arrange', subjectType: 'contract', subjectId: contractId, versionN });
    const href = `/desk/contracts/${contractId}/page-signing`;
    const notice = { kind: 'signing.arrange', params: { title: contract.title }, href };
    await notifyOrganisation(tx, orgOnSide(contract, other), ['owner', 'approver', 'officer'], notice);
    await notifyPeople(
      tx,
      people.map(({ userId }) => userId),
      { ...notice, kind: 'signing.named' },
    );
  });
}

/** A side takes its arrangement back while nobody has signed; both may then sign without one, or agree to another. */
export async function dropPage(
  ctx: ActorContext,
  { contractId, versionN }: Pick<ArrangeInput, 'contractId' | 'versionN'>,
): Promise<void> {
  requireDeed(ctx, 'sign');
  const own = await ownSignable(ctx, contractId, versionN);
  await inTransaction(ctx, async (tx) => {
    const { contract } = await lockSignable(tx, own, 'page');
    const page = await pageSigningOf(tx, { contractId, versionN });
    if (page.signed.length > 0 || !page.agreements.some(({ side }) => side === own.side))
      throw new AppError('state_changed');
    for (const side of ['licensor', 'licensee'] as const) await removeSide(tx, { contractId, versionN, side });
    await traceDrop(tx, contract, versionN, own.side);
  });
}

async function traceDrop(
  tx: In<ActorContext>,
  contract: Contract,
  versionN: number,
  side: ContractSide,
): Promise<void> {
  const { sha256: textSha256 } = await getVersion(tx, contract.id, versionN);
  const organisation = tx.actor.org?.orgName ?? '';
  const body = { versionN, textSha256, side, organisation, agreedBy: tx.actor.name, address: tx.address ?? null };
  await addEvidence(tx, contract, 'page_dropped', body);
  await audit(tx, { deed: 'signing.drop', subjectType: 'contract', subjectId: contract.id, versionN });
}

async function removeSide(
  tx: In<ActorContext>,
  { contractId, versionN, side }: { contractId: string; versionN: number; side: ContractSide },
): Promise<void> {
  for (const table of [pageAgreements, pageSigners])
    await tx.db
      .delete(table)
      .where(and(eq(table.contractId, contractId), eq(table.versionN, versionN), eq(table.side, side)));
}

/** Named are people of the own organisation: to sign those who may bind it, to countersign any of its members, nobody for both. */
async function requireMembers(
  ctx: ActorContext,
  { signers, countersigners }: Pick<ArrangeInput, 'signers' | 'countersigners'>,
): Promise<void> {
  if (countersigners.some((id) => signers.includes(id)))
    throw new AppError('invalid', { says: '同一个人不能既签署又会签' }, 'countersigners');
  const known = async (ids: readonly string[], roles: readonly (typeof contractDeedRoles.sign)[number][] | null) => {
    const isOne = and(
      eq(memberships.orgId, ctx.actor.org?.orgId ?? ''),
      isNull(memberships.endedAt),
      inArray(memberships.userId, [...ids]),
      roles === null ? undefined : arrayOverlaps(memberships.roles, [...roles]),
    );
    return ids.length === 0 || (await ctx.db.$count(memberships, isOne)) === new Set(ids).size;
  };
  if (!(await known(signers, contractDeedRoles.sign)))
    throw new AppError('invalid', { says: '签署人要是本单位能签署合同的成员，请重新选择' }, 'signers');
  if (!(await known(countersigners, null)))
    throw new AppError('invalid', { says: '会签人要是本单位的成员，请重新选择' }, 'countersigners');
}
