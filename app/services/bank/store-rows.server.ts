import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { AppError } from '#app/domain/errors.ts';
import { bankRowMachine, bankStatementMachine } from '#app/domain/bank-row.ts';
import { nextState } from '#app/domain/machine.ts';
import { bankRowKeys } from '#app/domain/read-bank-row.ts';
import { bankRows, bankStatements } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, In } from '../context.server.ts';
import type { ReadTable } from './read-bank-file.server.ts';

export type BankStatement = typeof bankStatements.$inferSelect;

const batch = 500;

/**
 * Stores the lines of a statement, each once: a line that an earlier upload brought is counted and left as it is, whoever uploads at the
 * same moment. The statement must still wait for it.
 */
export async function storeRows(
  tx: In<ActorContext>,
  { id, orgId, accountNo }: Pick<BankStatement, 'id' | 'orgId' | 'accountNo'>,
  { rows, faults }: ReadTable,
): Promise<BankStatement> {
  const keys = bankRowKeys(rows);
  const values = rows.map(({ serial, ...row }, i) => ({
    ...row,
    id: v7(),
    statementId: id,
    orgId,
    accountNo,
    serial,
    serialKey: keys[i] ?? '',
    state: bankRowMachine.initial,
    createdAt: tx.now(),
  }));
  let rowsNew = 0;
  for (let at = 0; at < values.length; at += batch) {
    const stored = await tx.db
      .insert(bankRows)
      .values(values.slice(at, at + batch))
      .onConflictDoNothing()
      .returning({ id: bankRows.id });
    rowsNew += stored.length;
  }
  const days = rows.map(({ bookedOn }) => bookedOn).toSorted();
  const waiting = bankStatementMachine.initial;
  const [statement] = await tx.db
    .update(bankStatements)
    .set({
      state: nextState(bankStatementMachine, waiting, 'store'),
      rowsNew,
      rowsKnown: rows.length - rowsNew,
      faults: faults.slice(0, 200),
      firstOn: days[0] ?? null,
      lastOn: days.at(-1) ?? null,
      samples: [],
    })
    .where(and(eq(bankStatements.id, id), eq(bankStatements.state, waiting)))
    .returning();
  if (statement === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: 'bank_statement.store', subjectType: 'bank_statement', subjectId: id });
  return statement;
}
