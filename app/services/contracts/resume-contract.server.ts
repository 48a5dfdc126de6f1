import { and, desc, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { contractDeclarations, milestones } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { declare, type DeclarationInput, requireDeclaration } from './declare.server.ts';
import { type Contract, moveContract } from './own-contract.server.ts';

/**
 * The party that suspended lets performance go on. Who waits for an answer to evidence gets the days back that the suspension
 * took, so that silence during it is not acceptance.
 */
export async function resumeContract(ctx: ActorContext, input: DeclarationInput): Promise<Contract> {
  const own = await requireDeclaration(ctx, 'resume', input);
  const [suspension] = await ctx.db
    .select()
    .from(contractDeclarations)
    .where(and(eq(contractDeclarations.contractId, input.contractId), eq(contractDeclarations.event, 'suspend')))
    .orderBy(desc(contractDeclarations.declaredAt))
    .limit(1);
  if (suspension !== undefined && suspension.side !== own.side) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const contract = await moveContract(tx, { id: input.contractId, versionN: input.versionN }, 'resume');
    if (suspension) await giveDaysBack(tx, contract, tx.now().getTime() - suspension.declaredAt.getTime());
    await declare(tx, contract, own.side, 'resume', input);
    return contract;
  });
}

async function giveDaysBack(tx: In<ActorContext>, contract: Contract, lostMs: number): Promise<void> {
  const waiting = await tx.db
    .select()
    .from(milestones)
    .where(and(eq(milestones.contractId, contract.id), eq(milestones.state, 'submitted')));
  for (const { id, acceptDueAt } of waiting) {
    if (acceptDueAt === null) continue;
    const dueAt = new Date(acceptDueAt.getTime() + lostMs);
    await tx.db.update(milestones).set({ acceptDueAt: dueAt }).where(eq(milestones.id, id));
    await setDeadline(tx, { kind: 'milestone.accept', subjectId: id, orgId: contract.licenseeOrgId, dueAt });
  }
}
