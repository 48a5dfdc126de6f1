import { and, eq, gt, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { AppError } from '#app/domain/errors.ts';
import { uploads } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { lockName } from '../lock-name.server.ts';

/** How many bytes may be sent within 24 hours. */
export interface UploadLimits {
  readonly orgBytes: number;
  readonly personBytes: number;
}

const dayMs = 86_400_000;

/**
 * Takes the announced bytes out of the day's allowance of the person and of the organisation he works for, before they are
 * read. Uploads at the same moment wait for each other, so that together they cannot pass the limit.
 *
 * @throws AppError rate_limited when the allowance does not hold them
 */
export async function reserveUpload(ctx: ActorContext, bytes: number, limits: UploadLimits): Promise<string> {
  const { userId, org } = ctx.actor;
  const orgId = org?.orgId ?? null;
  return inTransaction(ctx, async (tx) => {
    if (orgId !== null) {
      const sent = await sentToday(tx, `upload:${orgId}`, eq(uploads.orgId, orgId));
      if (sent + bytes > limits.orgBytes) throw full('你所在的机构', limits.orgBytes);
    }
    const sent = await sentToday(tx, `upload:${userId}`, eq(uploads.userId, userId));
    if (sent + bytes > limits.personBytes) throw full('你', limits.personBytes);
    const id = v7();
    await tx.db.insert(uploads).values({ id, orgId, userId, bytes, at: tx.now() });
    return id;
  });
}

/** Sets a reservation to what was really stored; nothing stored, nothing counted. */
export async function settleUpload(ctx: ActorContext, id: string, bytes: number): Promise<void> {
  if (bytes === 0) await ctx.db.delete(uploads).where(eq(uploads.id, id));
  else await ctx.db.update(uploads).set({ bytes }).where(eq(uploads.id, id));
}

async function sentToday(tx: In<ActorContext>, lock: string, whose: ReturnType<typeof eq>): Promise<number> {
  await lockName(tx.db, lock);
  const since = new Date(tx.now().getTime() - dayMs);
  const [row] = await tx.db
    .select({ bytes: sql<string>`coalesce(sum(${uploads.bytes}), 0)` })
    .from(uploads)
    .where(and(whose, gt(uploads.at, since)));
  return Number(row?.bytes ?? 0);
}

const full = (who: string, limit: number): AppError =>
  new AppError('rate_limited', {
    says: `${who} 24 小时内上传的文件已达 ${Math.floor(limit / 1_048_576)} MB 的上限，请明天再传，急用请联系平台。`,
  });
