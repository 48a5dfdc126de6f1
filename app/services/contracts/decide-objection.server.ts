import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { objections, publicities } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { recordDecision } from '../objections/end-objection.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { cancelPublicity } from './cancel-publicity.server.ts';
import { contractObjection, type Objection } from './contract-objection.server.ts';
import { lockPublicity } from './lock-publicity.server.ts';
import { type Contract, moveContract, requireDeed } from './own-contract.server.ts';
import { resumePublicity } from './resume-publicity.server.ts';

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
  await screenTexts(ctx, [input.decision]);
  return inTransaction(ctx, async (tx) => {
    const { contract, publicity } = await lockPublicity(tx, seen.objection.publicityId);
    if (publicity.state !== 'objected') throw new AppError('state_changed');
    const objection = await recordDecision(tx, contractObjection, seen.objection, input);
    const said = { params: { title: contract.title }, href: `/desk/contracts/${contract.id}` };
    await notifyPeople(tx, [objection.filedBy], { ...said, kind: 'publicity.decide' });
    if (input.outcome === 'dismiss') {
      await resumePublicity(tx, publicity);
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

/** The next version is the licensor's to write: it was its notice that did not stand. */
async function reopenTerms(tx: In<ActorContext>, { id, versionN }: Contract): Promise<void> {
  await moveContract(tx, { id, versionN }, 'annul', { proposedBySide: 'licensor' });
  await audit(tx, { deed: 'contract.annul', subjectType: 'contract', subjectId: id, versionN });
}
