import { desc, eq } from 'drizzle-orm';
import { outbox, users } from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';

/** The actor's own verified mobile number in E.164, or null. */
export async function findMobile(ctx: ActorContext): Promise<string | null> {
  const [row] = await ctx.db
    .select({ number: users.phoneNumber, isVerified: users.phoneNumberVerified })
    .from(users)
    .where(eq(users.id, ctx.actor.userId));
  return row?.isVerified ? row.number : null;
}

/** The newest messages on their way out. Only the demo shows them. */
export const listOutbox = (ctx: Context, limit = 50) =>
  ctx.db.select().from(outbox).orderBy(desc(outbox.createdAt), desc(outbox.id)).limit(limit);
