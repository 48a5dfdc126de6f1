import { runsFrom } from '#app/domain/concluded-on.ts';
import { usualDeliveryDays, type PayLaterTerms } from '#app/domain/contract.ts';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { trials } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import type { Contract } from './own-contract.server.ts';

/** A contract was signed: its delivery is awaited, and the trial that begins with it. */
export async function openTrial(tx: In<Context>, contract: Contract, terms: PayLaterTerms): Promise<void> {
  const fromOn = runsFrom(contract) ?? dayOf(tx.now());
  await tx.db.insert(trials).values({ contractId: contract.id, state: 'delivering', updatedAt: tx.now() });
  await setDeadline(tx, {
    kind: 'trial.deliver',
    subjectId: contract.id,
    orgId: contract.licensorOrgId,
    dueAt: endOfDay(addDays(fromOn, terms.deliverWithinDays ?? usualDeliveryDays)),
  });
}
