import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import { reportingContractStates } from '#app/domain/contract-machine.ts';
import { dayOf } from '#app/domain/days.ts';
import { contracts, deadlines } from '#db/schema/index.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { lockContract } from '../contracts/own-contract.server.ts';
import { planNextReport } from './plan-next-report.server.ts';
import { getRoyaltyAccount } from './royalty-account.server.ts';
import { tellReport } from './told-reports.server.ts';

const batchSize = 200;

/**
 * Days were entered into the calendar, or taken out: reports whose last day moves by them are told anew. One that can be handed in already
 * is never due earlier than it was told. Contract by contract; asked again, it finds nothing to move.
 */
export async function retellReports(ctx: Context): Promise<void> {
  for (let last: string | undefined; ;) {
    const ids = await waitingReports(ctx, last);
    last = ids.at(-1);
    if (last === undefined) return;
    for (const id of ids) await inTransaction(ctx, (tx) => retell(tx, id));
  }
}

const ofReports = and(eq(deadlines.subjectType, 'royalty'), eq(deadlines.kind, 'report'), isNull(deadlines.doneAt));

/** Contracts in which rest days move the last day, and a report is awaited. */
async function waitingReports({ db }: Context, after: string | undefined): Promise<string[]> {
  const moves = sql`exists (select from contract_versions v where v.contract_id = ${contracts.id}
    and v.n = ${contracts.signedVersionN} and v.data -> 'terms' ->> 'restDays' = 'move')`;
  const rows = await db
    .select({ id: contracts.id })
    .from(deadlines)
    .innerJoin(contracts, eq(contracts.id, deadlines.subjectId))
    .where(and(ofReports, moves, after === undefined ? undefined : gt(contracts.id, after)))
    .orderBy(asc(contracts.id))
    .limit(batchSize);
  return rows.map(({ id }) => id);
}

async function retell(tx: In<Context>, contractId: string): Promise<void> {
  const contract = await lockContract(tx, contractId);
  const own = and(ofReports, eq(deadlines.subjectId, contractId));
  const [told] = await tx.db.select().from(deadlines).where(own);
  if (told === undefined || !reportingContractStates.some((state) => state === contract.state)) return;
  const { next } = await getRoyaltyAccount(tx, contract);
  const toldOn = dayOf(told.dueAt);
  if (next === null || next.reportDueOn === toldOn) return;
  if (told.opensAt !== null && told.opensAt <= tx.now()) {
    await tellReport(tx, { contractId, period: next.key, dueOn: toldOn, opensAt: told.opensAt });
  }
  await planNextReport(tx, contract);
}
