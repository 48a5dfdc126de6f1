import { asc, eq } from 'drizzle-orm';
import { organisations, publicityReadings, users } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** Who opened a notice while it stood, in the order in which they did; names are for the unit that published it. */
export const readersOf = (ctx: Pick<Context, 'db'>, publicityId: string) =>
  ctx.db
    .select({
      name: users.name,
      organisation: organisations.name,
      orgId: publicityReadings.orgId,
      at: publicityReadings.readAt,
    })
    .from(publicityReadings)
    .innerJoin(users, eq(users.id, publicityReadings.userId))
    .innerJoin(organisations, eq(organisations.id, publicityReadings.orgId))
    .where(eq(publicityReadings.publicityId, publicityId))
    .orderBy(asc(publicityReadings.readAt), asc(publicityReadings.id));
