import { and, asc, eq, inArray } from 'drizzle-orm';
import { type Clause, clauses } from '#app/domain/compute-clauses.ts';
import { stepText } from '#app/domain/compute-steps.ts';
import { signedContractStates } from '#app/domain/contract-machine.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { correctionWords } from '#app/domain/correction-words.ts';
import { addDays, type Day, dayOf } from '#app/domain/days.ts';
import { type DefaultInterest, defaultInterest } from '#app/domain/default-interest.ts';
import { type ClaimMovement, openBalances, payInterestWithinDays } from '#app/domain/interest-charge.ts';
import type { Fen } from '#app/domain/money.ts';
import { claimIs } from '#app/domain/obligation.ts';
import { refundStatesGivenBack } from '#app/domain/refund.ts';
import {
  allocations,
  claimPauses,
  creditUses,
  interestCharges,
  milestones,
  obligations,
  receipts,
  refunds,
} from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { isOfSubject } from '../contracts/milestone-claim.server.ts';
import { type Contract, getVersion } from '../contracts/own-contract.server.ts';
import { lastDayFor } from '../contracts/terms-in-force.server.ts';
import { findCorrections } from '../credits/claim-corrections.server.ts';
import { waivedOfCharges } from '../penalties/queries.server.ts';

export interface InterestOfClaim extends Omit<DefaultInterest, 'steps'> {
  readonly clause: Clause;
  readonly steps: readonly string[];
  /** Charged before, as claims of their own. */
  readonly chargedFen: Fen;
  /** Of that, what was waived since: it is not charged again. */
  readonly waivedFen: Fen;
  /** What corrections took back of the claim, and from when on what of it is owed all the same. */
  readonly corrections: readonly string[];
  /** What can be charged now: nothing while it still grows, or while the contract does not stand. */
  readonly chargeableFen: Fen;
  /** By when it would have to be paid, were it charged today. */
  readonly payBy: Day;
}

type Claim = Pick<typeof obligations.$inferSelect, 'id' | 'kind' | 'subjectId' | 'amountFen' | 'dueOn' | 'createdAt'>;

/**
 * Default interest on a claim until today, by the terms in force: null where nothing was late or none is agreed. It is charged once
 * it no longer grows, because all is paid or the limit is reached: then the sum stands. While the claim is contested the clock
 * stands still. What a correction took back was never owed (`owedFromTheStart`).
 */
export async function findInterest(
  ctx: Pick<Context, 'db' | 'now'>,
  contract: Pick<Contract, 'id' | 'state' | 'signedVersionN'>,
  claim: Claim,
): Promise<InterestOfClaim | null> {
  const contestedOn = await findContestedOn(ctx, claim);
  const asOf = contestedOn ?? dayOf(ctx.now());
  if (!claimIs(claim.kind, 'bears_interest') || asOf <= claim.dueOn || contract.signedVersionN === null) return null;
  const version = await getVersion(ctx, contract.id, contract.signedVersionN);
  const { latePenaltyPpmPerDay: ppmPerDay, latePenaltyCapPpm: capPpm } = termsFromJson(version.data.terms);
  const own = await findCorrections(ctx, contract.id, claim.id);
  const movements = [...(await movementsOf(ctx, claim.id)), ...own.movements];
  const balances = openBalances({ arisesOn: arisesOn(claim), amountFen: claim.amountFen }, movements);
  const pauses = await ctx.db
    .select({ fromOn: claimPauses.fromOn, toOn: claimPauses.toOn })
    .from(claimPauses)
    .where(eq(claimPauses.obligationId, claim.id));
  const interest = defaultInterest({ dueOn: claim.dueOn, asOf, balances, pauses, ppmPerDay, capPpm });
  if (interest === null) return null;
  const before = await ctx.db
    .select({ id: interestCharges.id, fen: interestCharges.amountFen })
    .from(interestCharges)
    .where(eq(interestCharges.obligationId, claim.id));
  const chargedFen = before.reduce((sum, { fen }) => sum + fen, 0n);
  const leftFen = interest.amountFen - chargedFen;
  const stands = signedContractStates.includes(contract.state) || contract.state === 'terminated';
  return {
    ...interest,
    clause: clauses.interest(),
    steps: interest.steps.map(stepText),
    chargedFen,
    waivedFen: await waivedOfCharges(
      ctx,
      before.map(({ id }) => id),
    ),
    corrections: correctionWords(own),
    chargeableFen: stands && contestedOn === null && !interest.isRunning && leftFen > 0n ? leftFen : 0n,
    payBy: await payInterestBy(ctx, contract.id),
  };
}

/** The day since which a milestone's claim is contested; null while it is not. */
export async function findContestedOn(
  { db }: Pick<Context, 'db'>,
  { kind, subjectId }: Pick<Claim, 'kind' | 'subjectId'>,
): Promise<Day | null> {
  if (kind !== 'milestone') return null;
  const isFrozen = and(isOfSubject(subjectId), eq(milestones.state, 'frozen'));
  const [row] = await db.select({ at: milestones.disputedAt }).from(milestones).where(isFrozen);
  return row?.at ? dayOf(row.at) : null;
}

/** A claim raised late, after its own due day, still has its balance from that day on. */
const arisesOn = ({ createdAt, dueOn }: Claim): Day => (dayOf(createdAt) < dueOn ? dayOf(createdAt) : dueOn);

/** What was paid, given back and credited on a claim, day by day. */
async function movementsOf({ db }: Pick<Context, 'db'>, obligationId: string): Promise<ClaimMovement[]> {
  const paid = await db
    .select({
      on: receipts.paidOn,
      fen: allocations.amountFen,
      kind: allocations.kind,
      at: allocations.createdAt,
    })
    .from(allocations)
    .innerJoin(receipts, eq(receipts.id, allocations.receiptId))
    .where(eq(allocations.obligationId, obligationId));
  const back = await db
    .select({ on: refunds.paidOn, amountFen: refunds.amountFen, advanceFen: refunds.advanceFen })
    .from(refunds)
    .where(and(eq(refunds.obligationId, obligationId), inArray(refunds.state, [...refundStatesGivenBack])));
  const credited = await db
    .select({ at: creditUses.createdAt, fen: creditUses.amountFen })
    .from(creditUses)
    .where(eq(creditUses.obligationId, obligationId))
    .orderBy(asc(creditUses.createdAt));
  return [
    // What was taken back had settled the claim until then.
    ...paid.map(({ on, fen, kind, at }) => ({ on: kind === 'taken_back' ? dayOf(at) : on, fen: -fen })),
    ...back.map(({ on, amountFen, advanceFen }) => ({ on, fen: amountFen - advanceFen })),
    ...credited.map(({ at, fen }) => ({ on: dayOf(at), fen: -fen })),
  ];
}

/** The last day to pay interest that is charged today. */
const payInterestBy = (ctx: Pick<Context, 'db' | 'now'>, contractId: string): Promise<Day> =>
  lastDayFor(ctx, contractId, addDays(dayOf(ctx.now()), payInterestWithinDays));

/** What a claim of default interest was charged on, with the clause and the steps of its sum; its last day to pay before any rest day. */
export async function findCharge({ db }: Pick<Context, 'db'>, id: string) {
  const [row] = await db
    .select({
      obligationId: interestCharges.obligationId,
      label: obligations.label,
      untilOn: interestCharges.untilOn,
      totalFen: interestCharges.totalFen,
      amountFen: interestCharges.amountFen,
      steps: interestCharges.steps,
      chargedAt: interestCharges.createdAt,
    })
    .from(interestCharges)
    .innerJoin(obligations, eq(obligations.id, interestCharges.obligationId))
    .where(eq(interestCharges.id, id));
  if (row === undefined) return null;
  const { chargedAt, ...charge } = row;
  return { ...charge, clause: clauses.interest(), plainDueOn: addDays(dayOf(chargedAt), payInterestWithinDays) };
}
