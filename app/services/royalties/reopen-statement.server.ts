import { and, eq, inArray } from 'drizzle-orm';
import { nextState, sourcesOf } from '#app/domain/machine.ts';
import { royaltyStatementMachine } from '#app/domain/royalty-statement.ts';
import { royaltyStatements } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';

/** Money that had settled its claim went back: the statement is to be paid again. Called by the refund's own transaction. */
export async function reopenStatement(tx: In<Context>, statementId: string): Promise<void> {
  const isSettled = and(
    eq(royaltyStatements.id, statementId),
    inArray(royaltyStatements.state, sourcesOf(royaltyStatementMachine, 'reopen')),
  );
  const [row] = await tx.db
    .update(royaltyStatements)
    .set({ state: nextState(royaltyStatementMachine, 'settled', 'reopen') })
    .where(isSettled)
    .returning({ id: royaltyStatements.id });
  if (row) await audit(tx, { deed: 'royalty.reopen', subjectType: 'royalty_statement', subjectId: row.id });
}
