import { and, inArray, lt } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { demandMachine } from '#app/domain/demand.ts';
import { isAppError } from '#app/domain/errors.ts';
import { sourcesOf } from '#app/domain/machine.ts';
import { demands } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { moveDemand } from './move-demand.server.ts';

/** Ends demands whose last day has passed. Called by the sweep; any number of times. */
export async function expireDemands(ctx: Context): Promise<number> {
  const due = await ctx.db
    .select()
    .from(demands)
    .where(and(inArray(demands.state, sourcesOf(demandMachine, 'expire')), lt(demands.validUntilOn, dayOf(ctx.now()))))
    .limit(500);
  let done = 0;
  for (const demand of due) {
    try {
      await inTransaction(ctx, (tx) => moveDemand(tx, demand, 'expire'));
      done += 1;
    } catch (error) {
      // Somebody acted in the same moment: nothing is left to do.
      if (!isAppError(error)) throw error;
    }
  }
  return done;
}
