import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { mayJudgeStatement } from '#app/domain/statement-query.ts';
import { royaltyStatements } from '#db/schema/index.ts';
import { type ActorContext, type Context, inTransaction } from '../context.server.ts';
import { lockContract } from '../contracts/own-contract.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { closeQuery } from './close-query.server.ts';
import { getOwnStatement, moveStatement } from './own-statement.server.ts';
import type { Statement } from './royalty-account.server.ts';
import { settleIfPaid } from './settle-if-paid.server.ts';

/** The licensor accepts a report, whether or not it asked about it. Its right to inspect the accounts stays. */
export async function acceptStatement(ctx: ActorContext, { statementId }: { statementId: string }): Promise<Statement> {
  if (!mayJudgeStatement(ctx.actor)) throw new AppError('forbidden');
  const { statement, contract } = await getOwnStatement(ctx, statementId, 'licensor');
  if (statement.acceptedAt !== null) throw new AppError('state_changed');
  return inTransaction(ctx, async (tx) => {
    await lockContract(tx, contract.id);
    // What is settled stays settled by being accepted: of two clicks the state alone tells nothing.
    const { acceptedAt } = royaltyStatements;
    const [now] = await tx.db
      .select({ acceptedAt })
      .from(royaltyStatements)
      .where(eq(royaltyStatements.id, statementId));
    if (now === undefined || now.acceptedAt !== null) throw new AppError('state_changed');
    const columns = { acceptedAt: tx.now(), acceptedBy: tx.actor.userId };
    const accepted = await moveStatement(tx, statement, 'accept', columns);
    await closeQuery(tx, statementId, { answer: 'accepted' });
    const notice = { kind: 'royalty.accept', href: `/desk/contracts/${contract.id}/statements` };
    await notifyOrganisation(tx, contract.licenseeOrgId, ['officer', 'finance'], notice);
    return settleIfPaid(tx, accepted);
  });
}

/** Thirty days have passed without a question: the report counts as accepted. Swept by deadline. */
export async function deemStatement(ctx: Context, statementId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [found] = await tx.db.select().from(royaltyStatements).where(eq(royaltyStatements.id, statementId));
    if (found === undefined) return;
    await lockContract(tx, found.contractId);
    const [statement] = await tx.db.select().from(royaltyStatements).where(eq(royaltyStatements.id, statementId));
    if (statement?.state !== 'filed') return clearDeadline(tx, 'royalty.review', statementId);
    await settleIfPaid(tx, await moveStatement(tx, statement, 'accept', { acceptedAt: tx.now() }));
  });
}
