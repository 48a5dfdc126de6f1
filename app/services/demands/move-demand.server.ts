import { and, eq } from 'drizzle-orm';
import { isMatchable } from '#app/domain/demand-match.ts';
import { demandMachine } from '#app/domain/demand.ts';
import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { demands } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import type { Demand } from './own-demand.server.ts';

/** One step of a demand's machine inside a transaction, with its trace; a lost race is `state_changed`. */
export async function moveDemand(
  tx: In<Context>,
  demand: Pick<Demand, 'id' | 'state' | 'orgId'>,
  event: string,
  deed = `demand.${event}`,
  columns: Partial<Demand> = {},
): Promise<Demand> {
  const step = transitionOf(demandMachine, demand.state, event);
  if (step === undefined) throw new AppError('state_changed');
  const [row] = await tx.db
    .update(demands)
    .set({ ...columns, state: step.to, updatedAt: tx.now() })
    .where(and(eq(demands.id, demand.id), eq(demands.state, demand.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed, subjectType: 'demand', subjectId: row.id, orgId: row.orgId, versionN: row.versionN });
  await noteSearchChange(tx, 'demand', row.id);
  if (!isMatchable(row.state))
    for (const kind of ['demand.confirm', 'demand.lapse'] as const) await clearDeadline(tx, kind, row.id);
  return row;
}
