import { and, eq } from 'drizzle-orm';
import { distributionMachine } from '#app/domain/distribution.ts';
import { AppError } from '#app/domain/errors.ts';
import { type EventOf, transitionOf } from '#app/domain/machine.ts';
import { distributions } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import type { DistributionRow } from './propose-distribution.server.ts';

/** One step of the distribution machine, with its trace. Somebody else was first: `state_changed`. */
export async function moveDistribution(
  tx: In<Context>,
  { id, state }: Pick<DistributionRow, 'id' | 'state'>,
  event: EventOf<typeof distributionMachine>,
  columns: Omit<Partial<DistributionRow>, 'id' | 'state'> = {},
): Promise<DistributionRow> {
  const step = transitionOf(distributionMachine, state, event);
  if (step === undefined) throw new AppError('state_changed');
  const [row] = await tx.db
    .update(distributions)
    .set({ ...columns, state: step.to })
    .where(and(eq(distributions.id, id), eq(distributions.state, state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `distribution.${event}`, subjectType: 'distribution', subjectId: id });
  return row;
}
