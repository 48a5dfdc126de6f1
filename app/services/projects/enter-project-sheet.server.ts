import { AppError } from '#app/domain/errors.ts';
import { importFailureWords, sheetRefusals } from '#app/domain/import-failure.ts';
import { mayKeepProjects } from '#app/domain/project-access.ts';
import { projectSheetReader } from '#app/domain/project-sheet.ts';
import type { ActorContext } from '../context.server.ts';
import type { Received } from '../files/keep-file.server.ts';
import { ReadFailure } from '../imports/read-failure.ts';
import { readSheet } from '../imports/read-sheet.server.ts';
import { refusedSheet } from '../imports/refused-sheet.server.ts';
import { sheetKindOf } from '../imports/sheet-kind.server.ts';
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
  const path = ctx.files.path(file.sha256);
  const refusal = await refusedSheet(path);
  if (refusal !== null) throw new AppError('file_refused', { says: sheetRefusals[refusal] }, 'file');
  const reader = projectSheetReader();
  try {
    for await (const { rowNo, cells } of readSheet(path, await sheetKindOf(path))) reader.take(rowNo, cells);
  } catch (error) {
    if (!(error instanceof ReadFailure)) throw error;
    throw new AppError('file_refused', { says: importFailureWords(error.failure, error.detail) }, 'file');
  }
  const { rows, faults } = reader.end();
  if (faults.length > 0) {
    throw new AppError('invalid', { says: faults[0]?.says }, 'file', faults);
  }
  return { entered: await enterProjects(ctx, rows), rows: rows.length };
}
