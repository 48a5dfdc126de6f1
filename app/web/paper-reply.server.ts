import { AppError } from '#app/domain/errors.ts';
import { attachmentHeader } from '#app/domain/file-name.ts';
import { type Paper, paperFileName } from '#app/domain/paper.ts';
import { printDocx } from '#app/services/papers/print-docx.server.ts';
import { printPdf } from '#app/services/papers/print-pdf.server.ts';

const formats = {
  pdf: { print: printPdf, type: 'application/pdf' },
  docx: { print: printDocx, type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
} as const;

/** A paper as a download: PDF, or what the word processor opens with `?format=docx`. */
export async function paperReply(request: Request, paperOf: () => Promise<Paper>): Promise<Response> {
  const ending = new URL(request.url).searchParams.get('format') ?? 'pdf';
  if (ending !== 'pdf' && ending !== 'docx') throw new AppError('not_found');
  const paper = await paperOf();
  const bytes = await formats[ending].print(paper);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': formats[ending].type,
      'content-length': String(bytes.length),
      'content-disposition': attachmentHeader(`${paperFileName(paper)}.${ending}`),
      'cache-control': 'private, no-store',
    },
  });
}
