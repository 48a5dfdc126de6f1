import { AppError } from '#app/domain/errors.ts';
import { mayKeepProjects } from '#app/domain/project-access.ts';
import { mostProjectRows, projectSheetReader } from '#app/domain/project-sheet.ts';
import type { ActorContext } from '../context.server.ts';
import type { Received } from '../files/keep-file.server.ts';
import { readTable } from '../sheets/read-table.server.ts';
import { enterProjects } from './enter-projects.server.ts';

/**
 * Enters the accepted projects of a sheet, all or none: with one wrong row nothing is entered and every wrong row is named.
 * Gives how many are new and how many the sheet has in all. The file itself is not kept.
 */
export async function enterProjectSheet(
  ctx: ActorContext,
  file: Received,
): Promise<{ readonly entered: number; readonly rows: number }> {
  if (!mayKeepProjects(ctx.actor)) throw new AppError('forbidden');
  const reader = projectSheetReader();
  const table = await readTable(ctx.files, file.sha256, {
    // Heads and blank rows stand beside the projects, which the reader counts itself.
    most: 2 * mostProjectRows,
    tooMany: `一次最多 ${mostProjectRows.toLocaleString('en-US')} 项，请分成几份。`,
    advice: '请把项目清单存为 .xlsx 或 .csv 再传。',
  });
  for (const { rowNo, cells } of table) reader.take(rowNo, cells);
  const { rows, faults } = reader.end();
  if (faults.length > 0) {
    throw new AppError('invalid', { says: faults[0]?.says }, 'file', faults);
  }
  return { entered: await enterProjects(ctx, rows), rows: rows.length };
}
