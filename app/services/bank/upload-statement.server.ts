import { eq } from 'drizzle-orm';
import { bankStatementMachine } from '#app/domain/bank-row.ts';
import { dayOf } from '#app/domain/days.ts';
import { bankHeadKey } from '#app/domain/read-bank-row.ts';
import { bankFormats, bankStatements } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { bankOrgOf } from './bank-access.server.ts';
import { readBankFile, readBankTable, usualMapping } from './read-bank-file.server.ts';
import { type BankStatement, storeRows } from './store-rows.server.ts';

export interface UploadStatement {
  readonly bankName: string;
  /** The organisation's own account, digits only. */
  readonly accountNo: string;
  readonly file: Received;
  readonly key?: string | undefined;
}

/**
 * Takes a statement of one of the organisation's accounts. Where the heads tell what the columns are, or a mapping of the same heads was
 * saved, its lines are stored at once; else a person is asked.
 */
export async function uploadStatement(ctx: ActorContext, input: UploadStatement): Promise<BankStatement> {
  const orgId = bankOrgOf(ctx);
  const formats = await ctx.db.select().from(bankFormats).where(eq(bankFormats.orgId, orgId));
  const table = await readBankFile(ctx.files, input.file.sha256, new Set(formats.map(({ headKey }) => headKey)));
  const key = bankHeadKey(table.heads);
  const mapping = formats.find(({ headKey }) => headKey === key)?.mapping ?? usualMapping(table);
  const read = readBankTable(table, mapping, dayOf(ctx.now()));
  return inTransaction(ctx, async (tx) => {
    const { id, earlier } = await onceRow(tx, bankStatements, input.key, 'bank_statement.upload');
    if (earlier) return earlier;
    const file = await keepFile(tx, input.file, 'bank_statement', orgId);
    const statement = await insertRow(tx, bankStatements, {
      id,
      orgId,
      fileId: file.id,
      bankName: input.bankName,
      accountNo: input.accountNo,
      state: bankStatementMachine.initial,
      heads: [...table.heads],
      samples: table.rows.slice(0, 5).map(({ cells }) => [...cells]),
      createdBy: tx.actor.userId,
      createdAt: tx.now(),
    });
    await audit(tx, { deed: 'bank_statement.upload', subjectType: 'bank_statement', subjectId: id });
    return read === null ? statement : storeRows(tx, statement, read);
  });
}
