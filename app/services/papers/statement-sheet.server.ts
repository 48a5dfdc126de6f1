import type { Paper } from '#app/domain/paper.ts';
import { periodLabel } from '#app/domain/period-label.ts';
import { statementSheet } from '#app/domain/statement-sheet.ts';
import type { ActorContext } from '../context.server.ts';
import { statementPage } from '../royalties/statement-page.server.ts';

/** A report as a sheet to print and seal, for the people of money of both parties. */
export async function sheetOfStatement(ctx: ActorContext, id: string): Promise<Paper> {
  const { contract, licensee, statement, steps } = await statementPage(ctx, id);
  const { basis, n } = statement;
  return statementSheet({
    ...statement,
    contract: `${contract.no}　${contract.title}`,
    contractNo: contract.no,
    licensee: licensee.name,
    isSample: licensee.isSample,
    period: periodLabel(statement.period),
    remark: basis === 'estimate' ? '（预估）' : n > 1 ? `（第 ${n} 次申报）` : '',
    takenBack: statement.takenBack.map((row) => ({
      fen: row.fen,
      // Another period's royalty may fall with this report, by a tier or a minimum of the year.
      ofPeriod: row.period === statement.period ? null : periodLabel(row.period),
    })),
    steps,
  });
}
