import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { ContractFact } from '#app/domain/compute-facts.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { chargedMilestoneStates } from '#app/domain/milestone.ts';
import { fenFromJson } from '#app/domain/money.ts';
import { milestones, type royaltyStatements } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { loadLifeFacts } from '../contracts/life-facts.server.ts';
import { together } from '../together.server.ts';

type Statement = typeof royaltyStatements.$inferSelect;

/** A stored report as a fact: the first full one is the statement, every one after it a restatement. */
function reportOf(statement: Statement, isRestated: boolean): ContractFact {
  const gross = { product: '', grossFen: statement.grossFen, by: 'licensee' as const };
  const lines = statement.lines.map((line) => ({ ...line, grossFen: fenFromJson(line.grossFen) }));
  const report = {
    on: dayOf(statement.filedAt),
    period: statement.period,
    lines: lines.length > 0 ? lines : [gross],
    deductions: statement.deductions.map(({ name, amountFen }) => ({ name, amountFen: fenFromJson(amountFen) })),
  };
  return isRestated
    ? { kind: 'restatement', ...report, n: statement.n }
    : { kind: 'statement', ...report, isEstimate: statement.basis === 'estimate' };
}

/** Reports of all periods as facts: a correction has a number of its own. */
export const reportFacts = (statements: readonly Statement[]): ContractFact[] => {
  const reported = new Set<string>();
  return [...statements]
    .sort((a, b) => a.n - b.n)
    .map((statement) => {
      const fact = reportOf(statement, reported.has(statement.period));
      if (statement.basis === 'actual') reported.add(statement.period);
      return fact;
    });
};

/** Beside a row of milestones: it has its claim, or the cap left nothing to claim. */
const isCharged = sql`(milestones.state = 'settled' or exists (select 1 from obligations o
  where o.kind = 'milestone' and o.subject_id = coalesce(milestones.claim_subject_id, milestones.id)))`;

/**
 * The facts of a signed contract that its royalties follow from, but its reports: acceptances, the milestones that count under the
 * cap, each with its whole sum, the trial and the end.
 */
export async function loadContractFacts(
  { db }: Pick<Context, 'db'>,
  contract: { readonly id: string; readonly signedOn: Day; readonly concludedOn: Day },
  terms: PayLaterTerms,
): Promise<ContractFact[]> {
  const { id, signedOn, concludedOn } = contract;
  const [accepted, charged, life] = await together(
    db
      .select({ position: milestones.position, acceptedAt: milestones.acceptedAt })
      .from(milestones)
      .where(and(eq(milestones.contractId, id), isNotNull(milestones.acceptedAt)))
      .orderBy(asc(milestones.position))
      .execute(),
    db
      .select({ id: milestones.id, amountFen: milestones.amountFen })
      .from(milestones)
      .where(and(eq(milestones.contractId, id), inArray(milestones.state, [...chargedMilestoneStates]), isCharged))
      .execute(),
    loadLifeFacts({ db }, contract, terms),
  );
  return [
    { kind: 'signed', on: signedOn, concludedOn },
    ...life,
    ...accepted.flatMap(({ position, acceptedAt }): ContractFact[] =>
      acceptedAt === null ? [] : [{ kind: 'milestone_accepted', on: dayOf(acceptedAt), milestone: position }],
    ),
    ...charged.map(({ id: milestone, amountFen }): ContractFact => ({
      kind: 'opening_balance',
      on: signedOn,
      id: milestone,
      chargedFen: amountFen,
      baseFen: 0n,
    })),
  ];
}
