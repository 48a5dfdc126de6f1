import { and, eq, lte, sql } from 'drizzle-orm';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import type { Day } from '#app/domain/days.ts';
import type { LastDayRule } from '#app/domain/rest-days.ts';
import { toldReportDays } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { withEnteredDays } from '../platform/work-calendar.server.ts';

/**
 * Terms as the last days of their reports are computed by them: with what was entered into the calendar, and the days that were told once
 * a report could be handed in. Where rest days move nothing, no day of a report moves either.
 */
export async function withToldReports(
  ctx: Pick<Context, 'db' | 'now'>,
  contractId: string,
  terms: PayLaterTerms,
): Promise<PayLaterTerms & LastDayRule> {
  if (terms.restDays !== 'move') return terms;
  const toldReports = await ctx.db
    .select({ period: toldReportDays.period, dueOn: toldReportDays.dueOn })
    .from(toldReportDays)
    .where(and(eq(toldReportDays.contractId, contractId), lte(toldReportDays.opensAt, ctx.now())));
  return { ...(await withEnteredDays(ctx, terms)), toldReports };
}

/** Keeps the day that is told of a report: once it can be handed in the day moves on only. */
export async function tellReport(
  tx: In<Context>,
  told: { readonly contractId: string; readonly period: string; readonly dueOn: Day; readonly opensAt: Date },
): Promise<void> {
  await tx.db
    .insert(toldReportDays)
    .values(told)
    .onConflictDoUpdate({
      target: [toldReportDays.contractId, toldReportDays.period],
      set: {
        dueOn: sql`case when told_report_days.opens_at <= ${tx.now().toISOString()}::timestamptz
          then greatest(told_report_days.due_on, excluded.due_on) else excluded.due_on end`,
        opensAt: sql`least(told_report_days.opens_at, excluded.opens_at)`,
      },
    });
}
