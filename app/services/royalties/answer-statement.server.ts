import { AppError } from '#app/domain/errors.ts';
import { periodLabel } from '#app/domain/period-label.ts';
import { mayAnswerStatement } from '#app/domain/statement-query.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { lockContract } from '../contracts/own-contract.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { closeQuery } from './close-query.server.ts';
import { getOwnStatement, moveStatement } from './own-statement.server.ts';
import { planReview } from './plan-review.server.ts';
import type { Statement } from './royalty-account.server.ts';
import { settleIfPaid } from './settle-if-paid.server.ts';

export interface AnswerStatement {
  readonly statementId: string;
  readonly reply: string;
  readonly paper?: Received;
}

/** The licensee explains the line that it was asked about. Where the figures were wrong it restates the period instead. */
export async function answerStatement(ctx: ActorContext, input: AnswerStatement): Promise<Statement> {
  if (!mayAnswerStatement(ctx.actor)) throw new AppError('forbidden');
  const { statement, contract } = await getOwnStatement(ctx, input.statementId, 'licensee');
  return inTransaction(ctx, async (tx) => {
    await lockContract(tx, contract.id);
    const answered = await moveStatement(tx, statement, 'answer');
    const file = input.paper ? await keepFile(tx, input.paper, 'statement', contract.licenseeOrgId) : null;
    await closeQuery(tx, statement.id, { answer: 'explained', reply: input.reply, fileId: file?.id ?? null });
    await planReview(tx, answered, contract.licensorOrgId);
    const href = `/desk/contracts/${contract.id}/statements`;
    const notice = { kind: 'royalty.answer', params: { title: periodLabel(statement.period) }, href };
    await notifyOrganisation(tx, contract.licensorOrgId, ['officer', 'finance', 'legal'], notice);
    return settleIfPaid(tx, answered);
  });
}
