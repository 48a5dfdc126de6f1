import { and, eq, inArray } from 'drizzle-orm';
import { dealMachine } from '#app/domain/deal.ts';
import { AppError } from '#app/domain/errors.ts';
import { sourcesOf } from '#app/domain/machine.ts';
import { deals } from '#db/schema/index.ts';
import { followDeal } from '../demands/follow-deal.server.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';

/** Where each step of a contract leaves its deal. */
const states = { propose: 'contracting', resume: 'talking', sign: 'performing', complete: 'completed' } as const;

/** Moves the deal along with its contract, in the contract's own transaction. */
export async function followContract(tx: In<Context>, dealId: string, event: keyof typeof states): Promise<void> {
  const [deal] = await tx.db
    .update(deals)
    .set({ state: states[event], updatedAt: tx.now() })
    .where(and(eq(deals.id, dealId), inArray(deals.state, sourcesOf(dealMachine, event))))
    .returning({ id: deals.id, demandId: deals.demandId });
  if (deal === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `deal.${event}`, subjectType: 'deal', subjectId: deal.id });
  if (event === 'sign') await followDeal(tx, deal, 'solve');
}
