import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { periodLabel } from '#app/domain/period-label.ts';
import type { StatementPaperKind } from '#app/domain/statement-paper.ts';
import { mayAnswerStatement } from '#app/domain/statement-query.ts';
import { statementInvoices, statementPapers } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { lockContract } from '../contracts/own-contract.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { getOwnStatement } from './own-statement.server.ts';
import { readSalesInvoices } from './read-sales-invoices.server.ts';

export type StatementPaper = typeof statementPapers.$inferSelect;

const batch = 500;

/**
 * The licensee puts a paper beside his report: its print under seal, or the list of his sales invoices, whose lines are read and kept.
 * A later one of the same kind counts instead; none is taken away. A report that was corrected takes no more.
 */
export async function addStatementPaper(
  ctx: ActorContext,
  input: { readonly statementId: string; readonly kind: StatementPaperKind; readonly paper: Received },
): Promise<StatementPaper> {
  if (!mayAnswerStatement(ctx.actor)) throw new AppError('forbidden');
  const { statementId, kind } = input;
  const { statement, contract } = await getOwnStatement(ctx, statementId, 'licensee');
  if (statement.state === 'superseded') throw new AppError('state_changed');
  const invoices = kind === 'invoices' ? await readSalesInvoices(ctx.files, input.paper.sha256) : [];
  return inTransaction(ctx, async (tx) => {
    await lockContract(tx, contract.id);
    const file = await keepFile(tx, input.paper, 'statement', contract.licenseeOrgId);
    if (kind === 'sealed' && !/^(application\/pdf|image\/)/.test(file.sniffedType)) {
      throw new AppError('file_refused', { says: '盖章的申报表请传 PDF 或照片。' }, 'file');
    }
    const isSame = and(eq(statementPapers.statementId, statementId), eq(statementPapers.kind, kind));
    const n = (await tx.db.$count(statementPapers, isSame)) + 1;
    const added = { addedBy: tx.actor.userId, addedAt: tx.now() };
    const row = await insertRow(tx, statementPapers, { statementId, kind, n, fileId: file.id, ...added });
    for (let at = 0; at < invoices.length; at += batch) {
      const part = invoices.slice(at, at + batch).map((invoice) => ({ ...invoice, paperId: row.id }));
      await tx.db.insert(statementInvoices).values(part);
    }
    await audit(tx, { deed: 'royalty.add_paper', subjectType: 'royalty_statement', subjectId: statementId });
    const notice = {
      kind: 'royalty.add_paper',
      params: { title: periodLabel(statement.period) },
      href: `/desk/statements/${statementId}`,
    };
    await notifyOrganisation(tx, contract.licensorOrgId, ['officer', 'finance'], notice);
    return row;
  });
}
