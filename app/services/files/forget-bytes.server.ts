import { eq } from 'drizzle-orm';
import { files } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { lockBytes } from './lock-bytes.server.ts';

/** Erases stored bytes that no row names; true where they are gone. */
export async function forgetBytes(ctx: Context, sha256: string): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    await lockBytes(tx, sha256);
    if ((await tx.db.$count(files, eq(files.sha256, sha256))) > 0) return false;
    await tx.files.remove(sha256);
    return true;
  });
}
