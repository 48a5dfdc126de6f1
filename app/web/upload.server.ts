import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import busboy from 'busboy';
import { AppError } from '#app/domain/errors.ts';
import { storableText } from '#app/domain/storable-text.ts';
import type { Context } from '#app/services/context.server.ts';
import type { Received } from '#app/services/files/keep-file.server.ts';
import type { StoredBytes } from '#app/services/files/store.server.ts';
import { readForm } from './read-form.server.ts';

export interface UploadedFile extends StoredBytes {
  /** The form field it came in. */
  readonly field: string;
  /** Last part of the name the browser gave, without control characters, at most 120 characters. */
  readonly name: string;
}

export interface Upload {
  readonly form: FormData;
  readonly files: readonly UploadedFile[];
  /** Why the files were not taken, if they were not; the typed fields are there all the same. */
  readonly refusal: AppError | null;
}

/**
 * Streams a multipart form into storage: never a whole file in memory. Empty file fields are left out. A file that is too
 * large makes a refusal, not an exception, so that what was typed comes back.
 */
export async function receiveUpload(
  ctx: Pick<Context, 'files'>,
  request: Request,
  maxBytes: number,
  maxFiles = 1,
): Promise<Upload> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('multipart/form-data') || request.body === null) {
    return { form: await readForm(request), files: [], refusal: null };
  }
  const form = new FormData();
  const files: UploadedFile[] = [];
  let refusal: AppError | null = null;
  const storing: Promise<void>[] = [];
  const parser = openParser(type, maxBytes, maxFiles);
  parser.on('field', (name, value, info) => {
    if (info.valueTruncated) refusal ??= new AppError('invalid', { says: '文字太长。' }, name);
    form.append(name, storableText(value));
  });
  parser.on('filesLimit', () => {
    refusal ??= new AppError('file_refused', { says: `一次最多传 ${maxFiles} 个文件。` });
  });
  parser.on('file', (field, stream, info) => {
    // A body that breaks off fails this stream at a moment when nobody else listens yet.
    stream.on('error', () => {});
    const { filename } = info as { filename: string | undefined };
    if (!filename) {
      stream.resume();
      return;
    }
    storing.push(
      ctx.files.put(stream, maxBytes).then(
        (stored) => {
          if (stored.bytes > 0) files.push({ ...stored, field, name: plainName(filename) });
          else refusal ??= new AppError('file_refused', { says: '文件是空的（0 字节），请重新选择。' }, field);
        },
        (error: unknown) => {
          stream.resume();
          if (!(error instanceof AppError)) throw error;
          refusal ??= new AppError(error.code, error.params, field);
        },
      ),
    );
  });
  let isWhole = true;
  try {
    await pipeline(Readable.fromWeb(request.body as WebStream), parser);
  } catch {
    isWhole = false;
  }
  const stored = await Promise.allSettled(storing);
  if (!isWhole) throw new Response('上传内容不完整，请重试。', { status: 400 });
  const failed = stored.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return { form, files, refusal };
}

function openParser(type: string, maxBytes: number, maxFiles: number): busboy.Busboy {
  try {
    return busboy({
      headers: { 'content-type': type },
      defParamCharset: 'utf8',
      limits: { fields: 200, fieldSize: 65_536, files: maxFiles, fileSize: maxBytes + 1, parts: 220 },
    });
  } catch {
    throw new Response('表单格式不对。', { status: 415 });
  }
}

/** The file of a form that cannot do without one; `says` asks for it. What refused it is thrown as the verb would. */
export function requiredFile({ files, refusal }: Pick<Upload, 'files' | 'refusal'>, says: string): Received {
  if (refusal) throw refusal;
  const [file] = files;
  if (file === undefined) throw new AppError('invalid', { says }, 'file');
  const { sha256, bytes, name } = file;
  return { sha256, bytes, name };
}

const plainName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '').slice(-120) || '未命名';

/** The file of one field among several; without words that ask for it, null where none came. What was refused is refused here too. */
export function fileIn(upload: Pick<Upload, 'files' | 'refusal'>, field: string, says: string): Received;
export function fileIn(upload: Pick<Upload, 'files' | 'refusal'>, field: string): Received | null;
export function fileIn({ files, refusal }: Pick<Upload, 'files' | 'refusal'>, field: string, says?: string) {
  if (refusal) throw refusal;
  const found = files.find((one) => one.field === field);
  if (found === undefined && says !== undefined) throw new AppError('invalid', { says }, field);
  return found ? { sha256: found.sha256, bytes: found.bytes, name: found.name } : null;
}

/** The file that came with the form, if one did; what was refused is refused here too. */
export function optionalFile({ files: [file], refusal }: Pick<Upload, 'files' | 'refusal'>): { paper?: Received } {
  if (refusal) throw refusal;
  return file ? { paper: { sha256: file.sha256, bytes: file.bytes, name: file.name } } : {};
}
