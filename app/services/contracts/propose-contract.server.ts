import { and, eq, notInArray } from 'drizzle-orm';
import { v7 } from 'uuid';
import { contractSideOf, orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { endedContractStates } from '#app/domain/contract-machine.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { contractableStates } from '#app/domain/deal-state.ts';
import { AppError } from '#app/domain/errors.ts';
import { contracts, deals } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { followContract } from '../deals/follow-contract.server.ts';
import { nextNumber } from '../platform/next-number.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { once } from '../platform/once.server.ts';
import { awaitedOf, requireFree } from './grants-around.server.ts';
import { type Contract, requireDeed, requireVerified } from './own-contract.server.ts';
import { dropDraft } from './save-draft.server.ts';
import { screenTerms } from './screen-terms.server.ts';
import { requireSoundTerms, writeVersion } from './write-version.server.ts';

export interface ProposeInput {
  readonly dealId: string;
  readonly terms: PayLaterTerms;
  readonly key?: string;
}

/** Makes the contract of a deal with its first version, offered to the other side at once. One live contract a deal. */
export async function proposeContract(ctx: ActorContext, input: ProposeInput): Promise<Contract> {
  requireDeed(ctx, 'offer');
  requireVerified(ctx);
  const [deal] = await ctx.db.select().from(deals).where(eq(deals.id, input.dealId));
  const side = deal === undefined ? null : contractSideOf(ctx.actor, deal);
  if (deal === undefined || side === null) throw new AppError('not_found');
  requireSoundTerms(input.terms);
  await screenTerms(ctx, input.terms);
  return inTransaction(ctx, async (tx) => {
    const { id, isFirst } = await once(tx, input.key, 'contract.propose', v7());
    if (!isFirst) return getContract(tx, id);
    const [locked] = await tx.db.select().from(deals).where(eq(deals.id, deal.id)).for('update');
    if (locked === undefined || !contractableStates.includes(locked.state)) throw new AppError('state_changed');
    await requireNoLiveContract(tx, deal.id);
    const [no = ''] = await nextNumber(tx, 'contract');
    const { achievementId, achievementVersionN, licensorOrgId, licenseeOrgId } = locked;
    const subject = { id, achievementId, achievementVersionN, licensorOrgId, licenseeOrgId };
    const row = { ...subject, no, dealId: deal.id, title: '', versionN: 1, proposedBySide: side };
    await tx.db
      .insert(contracts)
      .values({ ...row, state: 'offered', createdBy: tx.actor.userId, createdAt: tx.now(), updatedAt: tx.now() });
    const version = await writeVersion(tx, subject, 1, input.terms, side);
    await requireFree(tx, subject, termsFromJson(version.data.terms), awaitedOf(side));
    const [contract] = await tx.db
      .update(contracts)
      .set({ title: version.data.title })
      .where(eq(contracts.id, id))
      .returning();
    if (contract === undefined) throw new Error('contract was not stored');
    await dropDraft(tx, deal.id, orgOnSide(contract, side));
    if (locked.state !== 'contracting') await followContract(tx, deal.id, 'propose');
    await audit(tx, { deed: 'contract.offer', subjectType: 'contract', subjectId: id, versionN: 1 });
    const notice = { kind: 'contract.offer', params: { title: contract.title }, href: `/desk/contracts/${id}` };
    await notifyOrganisation(
      tx,
      orgOnSide(contract, otherContractSide(side)),
      ['officer', 'approver', 'legal'],
      notice,
    );
    return contract;
  });
}

async function getContract(tx: In<ActorContext>, id: string): Promise<Contract> {
  const [contract] = await tx.db.select().from(contracts).where(eq(contracts.id, id));
  if (contract === undefined) throw new AppError('conflict');
  return contract;
}

async function requireNoLiveContract(tx: In<ActorContext>, dealId: string): Promise<void> {
  const [live] = await tx.db
    .select({ id: contracts.id })
    .from(contracts)
    .where(and(eq(contracts.dealId, dealId), notInArray(contracts.state, [...endedContractStates])));
  if (live) throw new AppError('duplicate', { says: '这次洽谈已经有一份合同，请打开那份合同修改条款。' });
}
