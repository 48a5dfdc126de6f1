import { eq } from 'drizzle-orm';
import { users } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** The viewer's own number, to spare him typing it; '' where he is not signed in. */
export async function ownPhone(ctx: Context): Promise<string> {
  if (ctx.actor === null) return '';
  const [row] = await ctx.db.select({ phone: users.phoneNumber }).from(users).where(eq(users.id, ctx.actor.userId));
  return (row?.phone ?? '').replace('+86', '');
}
