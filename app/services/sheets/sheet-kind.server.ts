import { open } from 'node:fs/promises';
import type { SheetKind } from './read-given.ts';

/** A workbook is a zip, whatever its name; everything else is read as text. */
export async function sheetKindOf(path: string): Promise<SheetKind> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.toString('latin1') === 'PK' ? 'xlsx' : 'text';
  } finally {
    await handle.close();
  }
}
