import { faultWords, type ListedAttendee, readAttendees } from '#app/domain/attendee-list.ts';
import { AppError } from '#app/domain/errors.ts';
import { mostListed } from '#app/domain/event-registration.ts';
import type { FileStore } from '../files/store.server.ts';
import { readTable } from '../sheets/read-table.server.ts';

const refused = (says: string) => new AppError('file_refused', { says }, 'file');

/**
 * Reads an uploaded attendee list in the reading child, where a hostile file ends with it. The file is not kept: what it says of
 * people stands in the registrations. One wrong row refuses the whole list.
 */
export async function readAttendeeSheet(
  files: Pick<FileStore, 'path'>,
  sha256: string,
): Promise<readonly ListedAttendee[]> {
  const tooMany = `一次最多 ${mostListed} 人，请分几次导入。`;
  const rows = await readTable(files, sha256, { most: mostListed + 20, tooMany }).catch((error: unknown) => {
    // The same table sent twice at once: whoever was first has read it and erased it.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    throw refused('同一张表正在处理，请看一下结果再上传。');
  });
  const read = readAttendees(rows);
  if (read === null) throw refused('表头要有“姓名”和“手机号”。请下载模板，按模板填。');
  if (read.faults.length > 0) throw refused(faultWords(read.faults));
  if (read.people.length === 0) throw refused('名单是空的。');
  return read.people;
}
