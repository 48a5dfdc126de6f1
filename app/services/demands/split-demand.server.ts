import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { isMatchable } from '#app/domain/demand-match.ts';
import { AppError } from '#app/domain/errors.ts';
import { demands, demandVersions } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { once } from '../platform/once.server.ts';
import { type Demand, ownDemand } from './own-demand.server.ts';
import { saveDemand } from './save-demand.server.ts';

/** A part of a demand that is split: its name, and the targets that go with it by their place. */
export interface DemandPart {
  readonly title: string;
  readonly metrics: readonly number[];
}

/**
 * Splits a demand that asks for two things at once. Each part becomes a draft with everything that the whole says and its own
 * targets; the whole stays public until its parts are, and is then closed as split.
 */
export async function splitDemand(
  ctx: ActorContext,
  input: { id: string; parts: readonly DemandPart[]; key?: string },
): Promise<Demand[]> {
  const whole = await ownDemand(ctx, input.id);
  if (!isMatchable(whole.state)) throw new AppError('state_changed');
  const [version] = await ctx.db
    .select({ data: demandVersions.data })
    .from(demandVersions)
    .where(and(eq(demandVersions.demandId, whole.id), eq(demandVersions.n, whole.versionN)));
  if (version === undefined) throw new Error('demand without its version');
  const { data } = version;
  return inTransaction(ctx, async (tx) => {
    const { isFirst } = await once(tx, input.key, 'demand.split', whole.id);
    if (!isFirst) return tx.db.select().from(demands).where(eq(demands.splitFromId, whole.id));
    // Held against its end; who splits twice at once splits once.
    const [now] = await tx.db.select().from(demands).where(eq(demands.id, whole.id)).for('update');
    if (now === undefined || !isMatchable(now.state) || now.versionN !== whole.versionN)
      throw new AppError('state_changed');
    const waiting = and(eq(demands.splitFromId, whole.id), eq(demands.state, 'draft'));
    if ((await tx.db.$count(demands, waiting)) > 0)
      throw new AppError('invalid', { says: '这项需求已经拆过，先发布或放弃拆出的草稿。' }, 'titleA');
    const parts: Demand[] = [];
    for (const { title, metrics } of input.parts) {
      const own = data.metrics.filter((_, at) => metrics.includes(at));
      const draft = await saveDemand({ ...ctx, db: tx.db }, { data: { ...data, title, metrics: own }, key: v7() });
      await tx.db.update(demands).set({ splitFromId: whole.id }).where(eq(demands.id, draft.id));
      parts.push({ ...draft, splitFromId: whole.id });
    }
    await audit(tx, { deed: 'demand.split', subjectType: 'demand', subjectId: whole.id, versionN: whole.versionN });
    return parts;
  });
}
