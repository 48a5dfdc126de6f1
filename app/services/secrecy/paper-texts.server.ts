import { fileTypeFromFile } from 'file-type';
import type { AttachmentReading } from '#app/domain/attachment.ts';
import { childTexts } from './child-texts.server.ts';
import { isPdf, pdfTexts } from './pdf-texts.server.ts';

export interface PaperTexts {
  readonly texts: readonly string[];
  readonly reading: AttachmentReading;
}

const office = /wordprocessingml|spreadsheetml|presentationml|^application\/zip$/;
const patienceMs = 20_000;

/**
 * What a paper says, and how much of it that is: a PDF, a Word document, a workbook. Of a picture nothing; who reviews it opens it.
 *
 * @throws AppError 'rate_limited' where too many wait already
 */
export async function paperTexts(path: string): Promise<PaperTexts> {
  if (await isPdf(path)) return read(await pdfTexts(path, patienceMs, { ofPictures: true }));
  const type = await fileTypeFromFile(path);
  if (type === undefined || !office.test(type.mime)) return { texts: [], reading: 'none' };
  return read(await childTexts('app/services/secrecy/read-office.child.ts', [path], patienceMs));
}

const read = ({ texts, isWhole, hasPictures }: Awaited<ReturnType<typeof pdfTexts>>): PaperTexts => ({
  texts,
  reading: isWhole && !hasPictures ? 'whole' : 'part',
});
