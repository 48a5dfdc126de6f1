import { eq } from 'drizzle-orm';
import { addDays, type Day, dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { periodLabel } from '#app/domain/period-label.ts';
import { answerWithinDays, askableLines, askableUntil, mayJudgeStatement } from '#app/domain/statement-query.ts';
import { statementQueries } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { lockContract } from '../contracts/own-contract.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { getOwnStatement, moveStatement } from './own-statement.server.ts';
import { lastAnswer } from './statement-queries.server.ts';
import type { Statement } from './royalty-account.server.ts';

export interface QueryStatement {
  readonly statementId: string;
  readonly line: string;
  readonly question: string;
}

/**
 * The licensor asks about one line of a report, while it does not count as accepted (`conflict`). What fell due stays due; a paid report
 * and a nil report can be asked about as well. The licensee answers, or restates the period, within ten days.
 */
export async function queryStatement(ctx: ActorContext, input: QueryStatement): Promise<Statement> {
  if (!mayJudgeStatement(ctx.actor)) throw new AppError('forbidden');
  const { statement, contract } = await getOwnStatement(ctx, input.statementId, 'licensor');
  const { line, question } = input;
  if (!askableLines(statement).some((one) => one.line === line)) {
    throw new AppError('invalid', { says: '请选问的是哪一行。' }, 'line');
  }
  return inTransaction(ctx, async (tx) => {
    await lockContract(tx, contract.id);
    const earlier = await tx.db.select().from(statementQueries).where(eq(statementQueries.statementId, statement.id));
    const until = askableUntil({ ...statement, answeredAt: lastAnswer(earlier) });
    if (until === null || dayOf(tx.now()) > until) throw new AppError('conflict', { says: tooLate(until) });
    const queried = await moveStatement(tx, statement, 'query');
    const n = earlier.length + 1;
    const asked = { askedBy: tx.actor.userId, askedAt: tx.now() };
    await tx.db.insert(statementQueries).values({ statementId: statement.id, n, line, question, ...asked });
    const dueAt = endOfDay(addDays(dayOf(tx.now()), answerWithinDays));
    const { licenseeOrgId: orgId } = contract;
    await setDeadline(tx, { kind: 'royalty.answer', subjectId: statement.id, orgId, dueAt });
    const href = `/desk/contracts/${contract.id}/statements`;
    const notice = { kind: 'royalty.query', params: { title: periodLabel(statement.period) }, href };
    await notifyOrganisation(tx, orgId, ['officer', 'finance'], notice);
    return queried;
  });
}

const tooLate = (until: Day | null): string =>
  `${until === null ? '这一期已经认可' : `提疑问的期限到 ${until}，这一期已经视为认可`}，不能再提疑问；账目还可以按合同委托核查。`;
