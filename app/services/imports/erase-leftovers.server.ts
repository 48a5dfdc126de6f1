import { and, asc, eq, gt, lt } from 'drizzle-orm';
import { files, imports, platformGrants } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { eraseCancelled } from './cancel-import.server.ts';
import { isUploadThere } from './is-upload-there.server.ts';

const pageRows = 500;
/** The job of the deed itself is tried for some minutes. */
const afterMs = 3_600_000;

/**
 * Once a day: erases the bytes of files that were given up and are still there, since the queue gives a job up for good after five
 * failures. What cannot be erased even now is told to the platform's administrators, each day until it is. Gives how many stayed.
 */
export async function eraseLeftovers(ctx: Context): Promise<number> {
  const before = new Date(ctx.now().getTime() - afterMs);
  let stayed = 0;
  for (let after = ''; ;) {
    const rows = await ctx.db
      .select({ id: imports.id, sha256: files.sha256 })
      .from(imports)
      .innerJoin(files, eq(files.id, imports.fileId))
      .where(
        and(eq(imports.state, 'cancelled'), lt(imports.finishedAt, before), after ? gt(imports.id, after) : undefined),
      )
      .orderBy(asc(imports.id))
      .limit(pageRows);
    for (const { id, sha256 } of rows) if (!(await isErased(ctx, id, sha256))) stayed += 1;
    if (rows.length < pageRows) break;
    after = rows.at(-1)?.id ?? '';
  }
  if (stayed > 0) await tellAdministrators(ctx, stayed);
  return stayed;
}

/** True for what nobody has to erase any more, also where somebody else needs the same bytes. */
async function isErased(ctx: Context, importId: string, sha256: string): Promise<boolean> {
  if (!(await isUploadThere(ctx, sha256))) return true;
  try {
    await eraseCancelled(ctx, { importId });
    return true;
  } catch {
    return false;
  }
}

const tellAdministrators = (ctx: Context, stayed: number): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const admins = await tx.db
      .select({ userId: platformGrants.userId })
      .from(platformGrants)
      .where(eq(platformGrants.role, 'admin'));
    const userIds = admins.map(({ userId }) => userId);
    await notifyPeople(tx, userIds, { kind: 'import.unerased', params: { title: `${stayed} 份` }, href: '/desk' });
  });
