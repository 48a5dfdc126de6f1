import { and, eq } from 'drizzle-orm';
import { obligations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { outstandingFen } from '../payments/claim-sums.server.ts';
import type { Statement } from './royalty-account.server.ts';
import { moveStatement } from './own-statement.server.ts';

/** Nothing of a report is open any more, or nothing ever was: what was asked about it kept it from being settled. */
export async function settleIfPaid(tx: In<Context>, statement: Statement): Promise<Statement> {
  const [claim] = await tx.db
    .select({ openFen: outstandingFen })
    .from(obligations)
    .where(and(eq(obligations.kind, 'royalty'), eq(obligations.subjectId, statement.id)));
  return claim === undefined || BigInt(claim.openFen) <= 0n ? moveStatement(tx, statement, 'settle') : statement;
}
