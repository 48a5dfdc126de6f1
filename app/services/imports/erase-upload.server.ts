import { and, eq, ne, or, sql } from 'drizzle-orm';
import { files, imports } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

/**
 * Erases the bytes of a checked import; its row stays. Bytes are shared by everybody who uploaded the same, so they go only
 * when no other row needs them. An import that has been checked needs none: else what one was refused would stay for ever.
 */
export async function eraseUpload(tx: In<Context>, file: { readonly id: string; readonly sha256: string }) {
  const unread = sql`exists (select 1 from ${imports} where ${imports.fileId} = ${files.id} and ${imports.state} = 'checking')`;
  const needed = await tx.db.$count(
    files,
    and(eq(files.sha256, file.sha256), ne(files.id, file.id), or(ne(files.purpose, 'import'), unread)),
  );
  if (needed === 0) await tx.files.remove(file.sha256);
}
