import { asc, eq } from 'drizzle-orm';
import { listsDelivery } from '#app/domain/awaited-delivery.ts';
import type { ContractFact } from '#app/domain/compute-facts.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { trialEndOf } from '#app/domain/schedule.ts';
import { contractDeclarations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { DeclarationRow } from './last-declaration.server.ts';
import { together } from '../together.server.ts';
import { findTrial, type Trial } from './own-trial.server.ts';

/**
 * The facts of a contract's life that move its royalties: delivery, the decision on the trial, a buy-out, a lost patent, the end. A
 * trial that runs undecided is taken to be converted at its planned end: until then nothing is reported, and who reports after it goes on.
 * One that awaits what the contract lists does not run, and nothing converts it but who goes on all the same (`trial.delivery`).
 */
export async function loadLifeFacts(
  { db }: Pick<Context, 'db'>,
  { id, signedOn }: { readonly id: string; readonly signedOn: Day },
  terms: PayLaterTerms,
): Promise<ContractFact[]> {
  const [trial, declared] = await together(
    findTrial({ db }, id),
    db
      .select()
      .from(contractDeclarations)
      .where(eq(contractDeclarations.contractId, id))
      .orderBy(asc(contractDeclarations.declaredAt))
      .execute(),
  );
  const facts: ContractFact[] = [];
  if (trial?.startsOn) facts.push({ kind: 'delivered', on: trial.startsOn });
  if (trial?.extendedOn) facts.push({ kind: 'trial_decision', on: trial.extendedOn, decision: 'extend' });
  if (trial?.state === 'exited' && trial.decidedOn) {
    facts.push({ kind: 'trial_decision', on: trial.decidedOn, decision: 'exit' });
  } else if (!awaitsTrial(terms, trial)) {
    const endsOn = trial?.endsOn ?? trialEndOf(terms, { signedOn });
    facts.push({ kind: 'trial_decision', on: endsOn, decision: 'convert' });
  }
  facts.push(...lostRightsFacts(declared));
  for (const { event, declaredAt, effectiveOn } of declared) {
    const on = effectiveOn ?? dayOf(declaredAt);
    if (event === 'terminate') facts.push({ kind: 'termination', on });
    if (event === 'first_sale') facts.push({ kind: 'first_sale', on });
    if (event === 'buy_out') facts.push({ kind: 'buy_out', on });
  }
  return facts;
}

/** The agreed delivery was not accepted, and nobody went on without it. */
const awaitsTrial = (terms: PayLaterTerms, trial: Trial | null): boolean =>
  trial !== null &&
  trial.startsOn === null &&
  trial.state !== 'converted' &&
  terms.trial.months > 0 &&
  listsDelivery(terms);

type Declared = Pick<DeclarationRow, 'id' | 'event' | 'answer' | 'answeredAt' | 'declaredAt'> &
  Pick<DeclarationRow, 'effectiveOn' | 'keepsPpm' | 'stops' | 'revises'>;

/** Ends of rights by which both sides go, and what took them back: known from the day of the answer, whatever day they count from. */
function lostRightsFacts(declared: readonly Declared[]): ContractFact[] {
  return declared.flatMap(({ id, event, answer, answeredAt, declaredAt, effectiveOn, ...row }): ContractFact[] => {
    if (answer !== 'accepted') return [];
    const on = dayOf(answeredAt ?? declaredAt);
    if (event === 'restore_rights') return [{ kind: 'patent_restored', on, ...(row.revises && { loss: row.revises }) }];
    if (event !== 'lose_rights') return [];
    const keepsPpm = row.keepsPpm ?? 0;
    const stops = keepsPpm > 0 ? (row.stops ?? []) : [];
    return [{ kind: 'patent_lost', id, on, lostOn: effectiveOn ?? on, keepsPpm, stops }];
  });
}
