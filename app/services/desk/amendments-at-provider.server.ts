import { and, eq, inArray } from 'drizzle-orm';
import { liveEsignStates } from '#app/domain/esign.ts';
import { contractAmendments, esignFlows } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { Todo } from './todo.ts';

interface DueRow {
  readonly subjectType: string;
  readonly subjectId: string;
  readonly dueAt: Date;
}

interface DueFlow {
  readonly flowId: string;
  readonly dueAt: Date;
}

/**
 * Of changes that wait for an answer, those on their way through the e-sign provider, with their flow and the date: there the answer is
 * given, so they stand once on the desk, and not at all while it is the other side's turn.
 */
export async function amendmentsAtProvider(
  ctx: Pick<Context, 'db'>,
  rows: readonly DueRow[],
): Promise<ReadonlyMap<string, DueFlow>> {
  const waiting = rows.filter(({ subjectType }) => subjectType === 'amendment');
  if (waiting.length === 0) return new Map();
  const found = await ctx.db
    .select({ id: contractAmendments.id, flowId: esignFlows.id })
    .from(contractAmendments)
    .innerJoin(
      esignFlows,
      and(
        eq(esignFlows.contractId, contractAmendments.contractId),
        eq(esignFlows.versionN, contractAmendments.versionN),
        inArray(esignFlows.state, [...liveEsignStates]),
      ),
    )
    .where(
      inArray(
        contractAmendments.id,
        waiting.map(({ subjectId }) => subjectId),
      ),
    );
  return new Map(
    found.flatMap(({ id, flowId }) =>
      waiting.filter(({ subjectId }) => subjectId === id).map(({ dueAt }) => [id, { flowId, dueAt }] as const),
    ),
  );
}

/** What waits at the provider, a flow, takes the date of the change that it answers. */
export function withDue(todos: readonly Todo[], dues: ReadonlyMap<string, DueFlow>): Todo[] {
  const dueOf = new Map([...dues.values()].map(({ flowId, dueAt }) => [flowId, dueAt]));
  return todos.map((todo) => ({ ...todo, dueAt: dueOf.get(todo.subjectId ?? '') ?? todo.dueAt }));
}
