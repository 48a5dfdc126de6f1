import { and, desc, eq, isNull } from 'drizzle-orm';
import { awaitsDelivery } from '#app/domain/awaited-delivery.ts';
import type { TrialFacts } from '#app/domain/contract-step.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { deadlines, trialReports } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { Trial } from './own-trial.server.ts';

/** Where delivery and trial stand, with the open deadlines of what is awaited. */
export async function trialFacts(
  { db }: Pick<Context, 'db'>,
  { contractId, state, startsOn, endsOn, decideBy }: Trial,
  terms: PayLaterTerms,
): Promise<TrialFacts> {
  const open = await db
    .select({ kind: deadlines.kind, dueAt: deadlines.dueAt })
    .from(deadlines)
    .where(and(eq(deadlines.subjectType, 'trial'), eq(deadlines.subjectId, contractId), isNull(deadlines.doneAt)));
  const [report] = await db
    .select({ side: trialReports.side, answeredAt: trialReports.answeredAt })
    .from(trialReports)
    .where(eq(trialReports.contractId, contractId))
    .orderBy(desc(trialReports.n))
    .limit(1);
  const by = (kind: string) => {
    const row = open.find((one) => one.kind === kind);
    return row === undefined ? null : dayOf(row.dueAt);
  };
  const dates = { deliverBy: by('deliver'), inspectBy: by('inspect'), reportBy: by('report'), dataBy: by('data') };
  const reportFrom = report === undefined || report.answeredAt !== null ? null : report.side;
  const holdsRoyalty = terms.royalty !== null && awaitsDelivery(terms) && startsOn === null;
  return { state, endsOn, decideBy, months: terms.trial.months, holdsRoyalty, ...dates, reportFrom };
}
