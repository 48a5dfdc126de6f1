import { faultWords, type ListedAttendee, readAttendees } from '#app/domain/attendee-list.ts';
import { AppError } from '#app/domain/errors.ts';
import { mostListed } from '#app/domain/event-registration.ts';
import { importFailureWords, sheetRefusals } from '#app/domain/import-failure.ts';
import type { FileStore } from '../files/store.server.ts';
import { ReadFailure } from '../imports/read-failure.ts';
import { readSheet, type SheetRow } from '../imports/read-sheet.server.ts';
import { refusedSheet } from '../imports/refused-sheet.server.ts';
import { sheetKindOf } from '../imports/sheet-kind.server.ts';

const refused = (says: string) => new AppError('file_refused', { says }, 'file');

/**
 * Reads an uploaded attendee list in the reading child, where a hostile file ends with it. The file is not kept: what it says of
 * people stands in the registrations. One wrong row refuses the whole list.
 */
export async function readAttendeeSheet(
  files: Pick<FileStore, 'path'>,
  sha256: string,
): Promise<readonly ListedAttendee[]> {
  const path = files.path(sha256);
  const refusal = await refusedSheet(path).catch((error: unknown) => {
    // The same table sent twice at once: whoever was first has read it and erased it.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    throw refused('同一张表正在处理，请看一下结果再上传。');
  });
  if (refusal !== null) throw refused(sheetRefusals[refusal]);
  const rows: SheetRow[] = [];
  try {
    for await (const row of readSheet(path, await sheetKindOf(path))) {
      rows.push(row);
      if (rows.length > mostListed + 20) throw refused(`一次最多 ${mostListed} 人，请分几次导入。`);
    }
  } catch (error) {
    if (!(error instanceof ReadFailure)) throw error;
    throw refused(importFailureWords(error.failure, error.detail));
  }
  const read = readAttendees(rows);
  if (read === null) throw refused('表头要有“姓名”和“手机号”。请下载模板，按模板填。');
  if (read.faults.length > 0) throw refused(faultWords(read.faults));
  if (read.people.length === 0) throw refused('名单是空的。');
  return read.people;
}
