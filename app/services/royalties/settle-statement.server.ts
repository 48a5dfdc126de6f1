import { and, eq, inArray } from 'drizzle-orm';
import { sourcesOf } from '#app/domain/machine.ts';
import { royaltyStatementMachine } from '#app/domain/royalty-statement.ts';
import { royaltyStatements } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';

/** Its claim is fully paid: the statement is settled. Called by the payment's own transaction. */
export async function settleStatement(tx: In<Context>, statementId: string): Promise<void> {
  const [row] = await tx.db
    .update(royaltyStatements)
    .set({ state: 'settled' })
    .where(
      and(
        eq(royaltyStatements.id, statementId),
        inArray(royaltyStatements.state, sourcesOf(royaltyStatementMachine, 'settle')),
      ),
    )
    .returning({ id: royaltyStatements.id });
  if (row) await clearDeadline(tx, 'royalty.review', row.id);
  if (row) await audit(tx, { deed: 'royalty.settle', subjectType: 'royalty_statement', subjectId: row.id });
}
