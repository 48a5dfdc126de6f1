import { and, eq, gt, gte, lte } from 'drizzle-orm';
import { type BankMapping, mappingFault } from '#app/domain/bank-columns.ts';
import { bankRowMachine, bankStatementMachine } from '#app/domain/bank-row.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { nextState } from '#app/domain/machine.ts';
import { bankHeadKey } from '#app/domain/read-bank-row.ts';
import { bankFormats, bankRows, bankStatements, files } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { bankOrgOf } from './bank-access.server.ts';
import { readBankFile, readBankTable } from './read-bank-file.server.ts';
import { type BankStatement, storeRows } from './store-rows.server.ts';

const undirected =
  '金额都没有正负号，看不出哪些是收入、哪些是支出：请选哪一列是借贷方向。整张表都是收入的，把这一列选作「收入（贷方）金额」。';

/** Finance says which column is what. The answer is kept for the bank's next statements, and the lines are stored. */
export async function mapStatement(
  ctx: ActorContext,
  { statementId, mapping }: { statementId: string; mapping: BankMapping },
): Promise<BankStatement> {
  const orgId = bankOrgOf(ctx);
  const { statement, sha256 } = await getOwnStatement(ctx, statementId);
  const fault = mappingFault(mapping);
  if (fault !== null) throw new AppError('invalid', { says: fault }, mapping.bookedOn ? undefined : 'bookedOn');
  const headKey = bankHeadKey(statement.heads);
  const table = await readBankFile(ctx.files, sha256, new Set([headKey]));
  const read = readBankTable(table, mapping, dayOf(ctx.now()));
  if (read === null && mapping.amount && !mapping.direction) {
    throw new AppError('invalid', { says: undirected }, 'direction');
  }
  if (read === null || read.rows.length === 0) {
    throw new AppError('invalid', { says: '按这样对应，一行流水也读不出来，请再看一下。' });
  }
  return inTransaction(ctx, async (tx) => {
    const kept = { mapping, bankName: statement.bankName, updatedBy: tx.actor.userId, updatedAt: tx.now() };
    await tx.db
      .insert(bankFormats)
      .values({ ...kept, orgId, headKey })
      .onConflictDoUpdate({ target: [bankFormats.orgId, bankFormats.headKey], set: kept });
    return storeRows(tx, statement, read);
  });
}

/**
 * The upload, or what its columns were said to be, was a mistake: nothing of it stays, and how such a table is read is asked again.
 * Lines that somebody decided on, or that a later upload found and did not store again, keep the whole (`invalid`).
 */
export async function discardStatement(ctx: ActorContext, { statementId }: { statementId: string }): Promise<void> {
  const { statement } = await getOwnStatement(ctx, statementId);
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(bankStatements)
      .set({ state: nextState(bankStatementMachine, statement.state, 'discard'), samples: [] })
      .where(and(eq(bankStatements.id, statementId), eq(bankStatements.state, statement.state)))
      .returning({ id: bankStatements.id });
    if (row === undefined) throw new AppError('state_changed');
    await refuseUnderLater(tx, statement);
    const ofIt = eq(bankRows.statementId, statementId);
    await tx.db.delete(bankRows).where(and(ofIt, eq(bankRows.state, bankRowMachine.initial)));
    if ((await tx.db.$count(bankRows, ofIt)) > 0) {
      throw new AppError('invalid', { says: '有的行已经核对或者不处理，不能整份收回；请在流水里逐行处理。' });
    }
    const ofHeads = eq(bankFormats.headKey, bankHeadKey(statement.heads));
    await tx.db.delete(bankFormats).where(and(eq(bankFormats.orgId, statement.orgId), ofHeads));
    await audit(tx, { deed: 'bank_statement.discard', subjectType: 'bank_statement', subjectId: statementId });
  });
}

/** Of an upload that came later and passed over lines as known these would be missing. */
async function refuseUnderLater(
  tx: In<ActorContext>,
  { orgId, accountNo, createdAt, firstOn, lastOn }: BankStatement,
): Promise<void> {
  if (firstOn === null || lastOn === null) return;
  const overlaps = and(lte(bankStatements.firstOn, lastOn), gte(bankStatements.lastOn, firstOn));
  const ofAccount = and(eq(bankStatements.orgId, orgId), eq(bankStatements.accountNo, accountNo));
  const passedOver = and(eq(bankStatements.state, 'stored'), gt(bankStatements.rowsKnown, 0));
  const later = and(ofAccount, passedOver, gt(bankStatements.createdAt, createdAt), overlaps);
  if ((await tx.db.$count(bankStatements, later)) === 0) return;
  throw new AppError('invalid', { says: '后来上传的流水里有同样的行，没有重复保存；请先收回后来的那一份。' });
}

/** A statement of the actor's organisation with the bytes it was read from; for everybody else there is none. */
export async function getOwnStatement(
  ctx: ActorContext,
  statementId: string,
): Promise<{ statement: BankStatement; sha256: string }> {
  const orgId = bankOrgOf(ctx);
  const [row] = await ctx.db
    .select({ statement: bankStatements, sha256: files.sha256 })
    .from(bankStatements)
    .innerJoin(files, eq(files.id, bankStatements.fileId))
    .where(and(eq(bankStatements.id, statementId), eq(bankStatements.orgId, orgId)));
  if (row === undefined) throw new AppError('not_found');
  return row;
}
