import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import type { ExportFormat } from '#app/domain/export-application.ts';
import { attachmentHeader } from '#app/domain/file-name.ts';

const types: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
};

/** A table of records as a download that goes out while it is written; its length is not known before. */
export const recordDownload = (stream: Readable, format: ExportFormat, name: string, plain: string): Response =>
  new Response(Readable.toWeb(stream) as WebStream<Uint8Array> as ReadableStream, {
    headers: {
      'content-type': types[format],
      'content-disposition': attachmentHeader(`${name}.${format}`, `${plain}.${format}`),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
