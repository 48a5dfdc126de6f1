import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { AppError } from '#app/domain/errors.ts';
import { files, type filePurposes } from '#db/schema/index.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { lockBytes } from './lock-bytes.server.ts';

export type FilePurpose = (typeof filePurposes)[number];

/** What may be uploaded for what, by what the content itself says. */
const documents = ['application/pdf', 'image/png', 'image/jpeg', 'image/webp'];
const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const presentation = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
const accepted: Readonly<Record<FilePurpose, readonly string[]>> = {
  // A zip may be a workbook that names itself late; its reader finds out.
  import: [sheet, 'application/zip', 'text/plain'],
  paper: documents,
  evidence: [...documents, sheet, word, 'application/zip'],
  voucher: documents,
  // A list of sales invoices is a sheet; its reader finds out what a zip or a text holds.
  statement: [...documents, sheet, 'application/zip', 'text/plain'],
  message: [...documents, sheet, word],
  attachment: [...documents, sheet, word],
  event: [...documents, sheet, word, presentation],
  approval: documents,
  bank_statement: [sheet, 'application/zip', 'text/plain'],
  account_paper: documents,
  // What cannot be marked with its reader's name does not come in.
  room: documents,
  auction: documents,
  scan: documents,
  letter: documents,
  registration: documents,
  share: documents,
  write_off: documents,
  penalty_waiver: documents,
  posting: documents,
  objection: [...documents, sheet, word],
  entitlement: documents,
  state_asset: documents,
  priority: documents,
  // What a provider gives back: the signed PDF, and its report as PDF or as a zip of it.
  esign: ['application/pdf', 'application/zip'],
  // OFD is a zip, the tax office's XML is text: what they hold is looked at besides.
  invoice: ['application/pdf', 'application/zip', 'application/xml', 'text/xml', 'text/plain'],
};

/** Purposes whose kinds are not what their bytes are called. */
const takenAs: Partial<Record<FilePurpose, string>> = {
  import: 'Excel 或 CSV 表格',
  bank_statement: 'Excel 或 CSV 表格',
  statement: 'PDF、图片、Excel 或 CSV',
  invoice: 'PDF、OFD 或 XML',
  evidence: 'PDF、图片、Word、Excel 或 ZIP',
  esign: 'PDF 或 ZIP',
};

/** What a purpose takes, for who chose something else: PDF、图片、Word 或 Excel. */
function takenWords(purpose: FilePurpose): string {
  const takes = (kind: string, word: string): string[] => (accepted[purpose].includes(kind) ? [word] : []);
  const words = ['PDF', '图片', ...takes(word, 'Word'), ...takes(sheet, 'Excel'), ...takes(presentation, 'PPTX')];
  return takenAs[purpose] ?? `${words.slice(0, -1).join('、')} 或 ${words.at(-1)}`.replace(' 或 图片', ' 或图片');
}

export interface Received {
  readonly sha256: string;
  readonly bytes: number;
  readonly name: string;
}

/**
 * Writes the row of uploaded bytes after looking at their content; the bytes are already durable.
 *
 * @throws AppError file_refused when the content is not of a kind the purpose takes
 */
export const keepFile = (
  tx: In<ActorContext>,
  received: Received,
  purpose: FilePurpose,
  orgId: string,
): Promise<typeof files.$inferSelect> => keepFileFor(tx, received, purpose, { orgId, uploadedBy: tx.actor.userId });

/** The same where the platform itself brings the bytes, by what somebody began. */
export async function keepFileFor(
  tx: In<Context>,
  received: Received,
  purpose: FilePurpose,
  owner: { readonly orgId: string; readonly uploadedBy: string },
): Promise<typeof files.$inferSelect> {
  await lockBytes(tx, received.sha256);
  const sniffedType = await sniff(tx.files.path(received.sha256)).catch((error: unknown) => {
    // The sweep may have found the same bytes, a day old and without a row, in the same moment.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    throw new AppError('file_refused', { says: '文件没有保存好，请重新上传。' }, 'file');
  });
  if (!accepted[purpose].includes(sniffedType)) {
    throw new AppError('file_refused', { says: `文件内容不是要求的格式。请传 ${takenWords(purpose)}。` }, 'file');
  }
  const [row] = await tx.db
    .insert(files)
    .values({ ...received, sniffedType, purpose, ...owner })
    .returning();
  if (row === undefined) throw new Error('file row was not stored');
  return row;
}

/** Media type by content: magic numbers, else text when there is no NUL byte at its beginning. */
async function sniff(path: string): Promise<string> {
  const head = await readHead(path);
  // Looked at first: to others the mark of UTF-16 begins a piece of music.
  if (isUtf16(head)) return 'text/plain';
  const found = await fileTypeFromFile(path);
  return found?.mime ?? (head.includes(0) ? 'application/octet-stream' : 'text/plain');
}

/** The first bytes of stored content. */
export async function readHead(path: string): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8192), 0, 8192, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Text in UTF-16 says so by its mark. */
export const isUtf16 = (head: Buffer): boolean => ['fffe', 'feff'].includes(head.toString('hex', 0, 2));
