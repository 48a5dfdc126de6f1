import { asc, eq } from 'drizzle-orm';
import type { ContractFact } from '#app/domain/compute-facts.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { trialEndOf } from '#app/domain/schedule.ts';
import { contractDeclarations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { together } from '../together.server.ts';
import { findTrial } from './own-trial.server.ts';

/**
 * The facts of a contract's life that move its royalties: delivery, the decision on the trial, a buy-out, a lost patent, the end. An
 * undecided trial is taken to be converted at its planned end: until then nothing is reported, and who reports after it goes on.
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
  } else {
    const endsOn = trial?.endsOn ?? trialEndOf(terms, { signedOn });
    facts.push({ kind: 'trial_decision', on: endsOn, decision: 'convert' });
  }
  for (const { event, answer, declaredAt, effectiveOn } of declared) {
    const on = effectiveOn ?? dayOf(declaredAt);
    if (event === 'terminate') facts.push({ kind: 'termination', on });
    if (event === 'first_sale') facts.push({ kind: 'first_sale', on });
    if (event === 'buy_out') facts.push({ kind: 'buy_out', on });
    if (event === 'lose_rights' && answer === 'accepted') facts.push({ kind: 'patent_lost', on });
  }
  return facts;
}
