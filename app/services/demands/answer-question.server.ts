import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { demandQuestions } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import type { DemandQuestion } from './ask-question.server.ts';
import { matchedTeams } from './matched-teams.server.ts';
import { ownDemand } from './own-demand.server.ts';

/** The enterprise answers a question, to all matched teams or to the one that asked. An answer is given once. */
export async function answerQuestion(
  ctx: ActorContext,
  input: { demandId: string; questionId: string; answer: string; to: 'all' | 'one' },
): Promise<DemandQuestion> {
  const demand = await ownDemand(ctx, input.demandId);
  return inTransaction(ctx, async (tx) => {
    const own = and(eq(demandQuestions.id, input.questionId), eq(demandQuestions.demandId, demand.id));
    const [row] = await tx.db
      .update(demandQuestions)
      .set({ answer: input.answer, answerTo: input.to, answeredBy: tx.actor.userId, answeredAt: tx.now() })
      .where(and(own, isNull(demandQuestions.answeredAt)))
      .returning();
    if (row === undefined) {
      const [known] = await tx.db.select({ id: demandQuestions.id }).from(demandQuestions).where(own);
      throw new AppError(known === undefined ? 'not_found' : 'state_changed');
    }
    await audit(tx, { deed: 'demand.answer', subjectType: 'demand', subjectId: demand.id, versionN: demand.versionN });
    const href = `/desk/demands/${demand.id}/questions#q-${row.id}`;
    const told = input.to === 'one' ? [row.orgId] : (await matchedTeams(tx, demand.id)).map(({ id }) => id);
    for (const orgId of new Set([row.orgId, ...told]))
      await notifyOrganisation(tx, orgId, ['officer'], { kind: 'demand.answer', href });
    return row;
  });
}
