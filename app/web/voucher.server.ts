import { AppError } from '#app/domain/errors.ts';
import { errorWords } from '#app/ui/error-words.ts';
import type { Received } from '#app/services/files/keep-file.server.ts';
import type { Upload } from './upload.server.ts';

/** What is wrong with the one file of a form, in words beside its field; null when there is one. */
export function fileFault({ files, refusal }: Pick<Upload, 'files' | 'refusal'>, missing: string): string | null {
  if (refusal) return errorWords(refusal.code, refusal.params);
  return files.length === 0 ? missing : null;
}

const noVoucher = '请选择回单文件。';

/** The same of a bank slip. */
export const voucherFault = (files: Upload['files'], refusal: AppError | null): string | null =>
  fileFault({ files, refusal }, noVoucher);

/** The bank slip, once nothing is wrong with it. */
export function voucherOf(files: Upload['files']): Received {
  const [file] = files;
  if (file === undefined) throw new AppError('invalid', { says: noVoucher }, 'voucher');
  return { sha256: file.sha256, bytes: file.bytes, name: file.name };
}
