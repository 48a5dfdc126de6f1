import { readFile } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { AppError } from '#app/domain/errors.ts';
import { maxRoomPages } from '#app/domain/nda.ts';
import { imageIsSound, markImage } from './mark-image.server.ts';
import { markPdf, pagesOfPdf } from './mark-pdf.server.ts';

export interface Marked {
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly ending: string;
}

const endings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};

/** A copy that says on every page, or all over the picture, for whom it was made. Other types do not come in. */
export async function markDocument(bytes: Buffer, type: string, mark: string): Promise<Marked> {
  const ending = endings[type];
  if (ending === undefined) throw new AppError('file_refused');
  return {
    bytes: type === 'application/pdf' ? await markPdf(bytes, mark) : await markImage(bytes, mark),
    type,
    ending,
  };
}

/** Refuses what could not be marked later: other types than PDF and pictures, PDF behind a password, broken or endless ones. */
export async function requireMarkable(path: string): Promise<void> {
  const refuse = (says: string): never => {
    throw new AppError('file_refused', { says }, 'file');
  };
  const bytes = await readFile(path);
  const type = (await fileTypeFromBuffer(bytes))?.mime ?? '';
  if (endings[type] === undefined)
    refuse('只收 PDF 和图片（PNG、JPEG、WebP）：要在每份打开的资料上标明阅读人。其他格式请先导出为 PDF。');
  if (type !== 'application/pdf') {
    if (!(await imageIsSound(bytes))) refuse('这张图片读不出来，或者太大（最多 5000 万像素）。');
    return;
  }
  const pages = await pagesOfPdf(bytes);
  if (pages === null) refuse('这份 PDF 加了密码或者已损坏，没法标明阅读人。请去掉密码，重新导出。');
  if ((pages ?? 0) > maxRoomPages) refuse(`这份 PDF 有 ${pages} 页，最多 ${maxRoomPages} 页。请分成几份。`);
}
