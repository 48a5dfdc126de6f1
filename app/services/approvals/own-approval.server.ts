import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { approvalDecisions, approvals } from '#db/schema/index.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { lockContract } from '../contracts/own-contract.server.ts';
import type { Approval } from './move-approval.server.ts';

/** An approval of the actor's own unit with what was decided so far, contract and approval locked; for everybody else there is none. */
export async function lockOwnApproval(tx: In<ActorContext>, id: string) {
  const [seen] = await tx.db.select().from(approvals).where(eq(approvals.id, id));
  if (seen === undefined || seen.orgId !== tx.actor.org?.orgId) throw new AppError('not_found');
  const contract = await lockContract(tx, seen.contractId);
  const [approval] = await tx.db.select().from(approvals).where(eq(approvals.id, id)).for('update');
  if (approval === undefined) throw new AppError('not_found');
  return { approval, decided: await decisionsOf(tx, approval), contract };
}

export const decisionsOf = ({ db }: Pick<Context, 'db'>, { id }: Pick<Approval, 'id'>) =>
  db.select().from(approvalDecisions).where(eq(approvalDecisions.approvalId, id)).orderBy(approvalDecisions.position);
