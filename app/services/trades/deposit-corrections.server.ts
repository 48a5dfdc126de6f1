import { asc, eq } from 'drizzle-orm';
import { depositCorrections, tradeApplications } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** What was noted of the deposits of a trade and taken back, the earliest first; who did it is the audit's. */
export const depositCorrectionsOf = (ctx: Pick<Context, 'db'>, tradeId: string) =>
  ctx.db
    .select({
      id: depositCorrections.id,
      applicationId: depositCorrections.applicationId,
      way: depositCorrections.way,
      endedOn: depositCorrections.endedOn,
      reference: depositCorrections.reference,
      note: depositCorrections.note,
      reason: depositCorrections.reason,
      at: depositCorrections.createdAt,
    })
    .from(depositCorrections)
    .innerJoin(tradeApplications, eq(tradeApplications.id, depositCorrections.applicationId))
    .where(eq(tradeApplications.tradeId, tradeId))
    .orderBy(asc(depositCorrections.createdAt));
