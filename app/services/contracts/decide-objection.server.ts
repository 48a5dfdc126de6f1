import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { objectionMachine } from '#app/domain/publicity.ts';
import { sourcesOf } from '#app/domain/machine.ts';
import { objections, publicities } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { cancelPublicity } from './cancel-publicity.server.ts';
import { closePublicity } from './close-publicity.server.ts';
import type { Objection } from './file-objection.server.ts';
import { lockPublicity } from './lock-publicity.server.ts';
import { type Contract, moveContract, requireDeed } from './own-contract.server.ts';

export interface DecideObjectionInput {
  readonly objectionId: string;
  readonly outcome: 'uphold' | 'dismiss';
  /** The reasons, which the objector reads. */
  readonly decision: string;
}

/**
 * The unit decides an objection. Upheld, the publicity is void and the terms go back to the table. Dismissed with reasons, the
 * publicity goes on; where its time has passed and nothing else is open, signing opens.
 */
export async function decideObjection(ctx: ActorContext, input: DecideObjectionInput): Promise<Objection> {
  requireDeed(ctx, 'decide');
  const [seen] = await ctx.db
    .select({ objection: objections, orgId: publicities.orgId })
    .from(objections)
    .innerJoin(publicities, eq(publicities.id, objections.publicityId))
    .where(eq(objections.id, input.objectionId));
  if (seen === undefined || seen.orgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  if (seen.objection.filedBy === ctx.actor.userId) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const { contract, publicity } = await lockPublicity(tx, seen.objection.publicityId);
    if (publicity.state !== 'objected') throw new AppError('state_changed');
    const objection = await settle(tx, input);
    const said = { params: { title: contract.title }, href: `/desk/contracts/${contract.id}` };
    await notifyPeople(tx, [objection.filedBy], { ...said, kind: 'publicity.decide' });
    if (input.outcome === 'dismiss') {
      await resume(tx, publicity.id);
      return objection;
    }
    await cancelPublicity(tx, contract.id);
    await reopenTerms(tx, contract);
    for (const orgId of [contract.licensorOrgId, contract.licenseeOrgId]) {
      await notifyOrganisation(tx, orgId, ['officer', 'approver'], { ...said, kind: 'publicity.cancel' });
    }
    return objection;
  });
}

async function settle(
  tx: In<ActorContext>,
  { objectionId, outcome, decision }: DecideObjectionInput,
): Promise<Objection> {
  const [objection] = await tx.db
    .update(objections)
    .set({
      state: outcome === 'uphold' ? 'upheld' : 'dismissed',
      decision,
      decidedBy: tx.actor.userId,
      decidedAt: tx.now(),
    })
    .where(and(eq(objections.id, objectionId), eq(objections.state, sourcesOf(objectionMachine, outcome)[0] ?? 'open')))
    .returning();
  if (objection === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `objection.${outcome}`, subjectType: 'objection', subjectId: objectionId });
  return objection;
}

async function resume(tx: In<ActorContext>, publicityId: string): Promise<void> {
  const open = await tx.db
    .select({ id: objections.id })
    .from(objections)
    .where(and(eq(objections.publicityId, publicityId), eq(objections.state, 'open')));
  if (open.length > 0) return;
  await tx.db.update(publicities).set({ state: 'running' }).where(eq(publicities.id, publicityId));
  await audit(tx, { deed: 'publicity.resume', subjectType: 'publicity', subjectId: publicityId });
  await closePublicity(tx, publicityId);
}

/** The next version is the licensor's to write: it was its notice that did not stand. */
async function reopenTerms(tx: In<ActorContext>, { id, versionN }: Contract): Promise<void> {
  await moveContract(tx, { id, versionN }, 'revise', { state: 'draft', proposedBySide: 'licensor' });
  await audit(tx, { deed: 'contract.revise', subjectType: 'contract', subjectId: id, versionN });
}
