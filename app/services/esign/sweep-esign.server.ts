import { and, asc, eq, gt, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { askedEsignStates } from '#app/domain/esign.ts';
import { esignFlows } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { followEsign } from './follow-esign.server.ts';

/** How long a report that the provider does not give is asked for, and its word on a flow that both sides declared ended. */
const patienceMs = 60 * 86_400_000;

/**
 * Looks after every flow that is not over, for messages that never came: each five minutes while the provider answers, after 2, 4,
 * 8 minutes and at last once in six hours while it does not. Those first that were asked about longest ago.
 */
export async function sweepEsign(ctx: Context, limit = 50): Promise<void> {
  if (!ctx.esign.isEnabled) return;
  const { state, askedAt, askFaults, endedAt, reportFileId, silentSince } = esignFlows;
  const since = (wait: ReturnType<typeof sql>) => sql`${askedAt} + ${wait} <= ${ctx.now().toISOString()}::timestamptz`;
  const isTime = or(
    isNull(askedAt),
    and(eq(askFaults, 0), since(sql`interval '5 minutes'`)),
    and(
      gt(askFaults, 0),
      since(sql`least(interval '6 hours', interval '1 minute' * power(2, least(${askFaults}, 10)))`),
    ),
  );
  const isWithoutReport = and(
    eq(state, 'signed'),
    isNull(reportFileId),
    gt(endedAt, new Date(ctx.now().getTime() - patienceMs)),
  );
  const isOwedWord = and(
    eq(state, 'abandoned'),
    isNotNull(silentSince),
    gt(endedAt, new Date(ctx.now().getTime() - patienceMs)),
    or(isNull(askedAt), since(sql`interval '6 hours'`)),
  );
  const due = await ctx.db
    .select({ id: esignFlows.id })
    .from(esignFlows)
    .where(and(or(inArray(state, askedEsignStates), isWithoutReport, isOwedWord), isTime))
    .orderBy(sql`${askedAt} asc nulls first`, asc(esignFlows.id))
    .limit(limit);
  for (const { id } of due) await followEsign(ctx, { flowId: id });
}
