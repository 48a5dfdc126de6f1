import { open } from 'node:fs/promises';
import { AppError } from '#app/domain/errors.ts';

/** Bytes in which a ZIP lists its entries: the directory stands at its end. */
const tailBytes = 65_536;

/**
 * Looks whether a file is an invoice as tax systems hand it out: PDF; OFD, a ZIP with an OFD.xml; or the XML of a 数电发票.
 * Anything else is file_refused.
 */
export async function requireInvoiceContent(path: string, sniffedType: string): Promise<void> {
  if (sniffedType === 'application/pdf') return;
  const { head, tail } = await ends(path);
  if (sniffedType === 'application/zip' && tail.includes('OFD.xml')) return;
  const text = head.toString('utf8').trimStart();
  if (text.startsWith('<') && /<(\w+:)?(EInvoice|Invoice|eInvoice)\b/.test(text)) return;
  throw new AppError('file_refused', { says: '不是数电发票的文件：请传税务系统给的 PDF、OFD 或 XML。' }, 'file');
}

async function ends(path: string): Promise<{ head: Buffer; tail: Buffer }> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const read = async (from: number, length: number) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from);
      return buffer.subarray(0, bytesRead);
    };
    return { head: await read(0, 8192), tail: await read(Math.max(0, size - tailBytes), tailBytes) };
  } finally {
    await handle.close();
  }
}
