import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { DemandData } from '#app/domain/demand-data.ts';
import { AppError } from '#app/domain/errors.ts';
import { demands, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { nextNumber } from '../platform/next-number.server.ts';
import { once } from '../platform/once.server.ts';
import { type Demand, demandOfficer, ownDemand } from './own-demand.server.ts';
import { checkDemand, storeVersion } from './store-version.server.ts';

export interface SaveDemand {
  /** Left out for a new draft. */
  readonly id?: string;
  readonly data: DemandData;
  /** The version that the form showed: somebody else's newer one is never overwritten unseen. */
  readonly versionN?: number;
  readonly key?: string;
}

/** Keeps a draft, new or edited; every save is a version. */
export async function saveDemand(ctx: ActorContext, input: SaveDemand): Promise<Demand> {
  const { orgId } = demandOfficer(ctx);
  const before = input.id === undefined ? null : await ownDemand(ctx, input.id);
  if (before !== null && before.state !== 'draft') throw new AppError('state_changed');
  await checkDemand(ctx, input.data);
  return inTransaction(ctx, async (tx) => {
    if (before !== null) {
      const n = before.versionN + 1;
      const [row] = await tx.db
        .update(demands)
        .set({ title: input.data.title, versionN: n, validUntilOn: input.data.validUntilOn, updatedAt: tx.now() })
        .where(
          and(
            eq(demands.id, before.id),
            eq(demands.state, 'draft'),
            eq(demands.versionN, input.versionN ?? before.versionN),
          ),
        )
        .returning();
      if (row === undefined) throw new AppError('conflict');
      await storeVersion(tx, row.id, n, input.data);
      await audit(tx, { deed: 'demand.save', subjectType: 'demand', subjectId: row.id, versionN: n });
      return row;
    }
    const { id, isFirst } = await once(tx, input.key, 'demand.save', v7());
    if (!isFirst) return ownDemand({ ...ctx, db: tx.db }, id);
    const [no = ''] = await nextNumber(tx, 'demand');
    // What an invented organisation asks for is invented too.
    const [org] = await tx.db
      .select({ isSample: organisations.isSample })
      .from(organisations)
      .where(eq(organisations.id, orgId));
    const row = await insertRow(tx, demands, {
      id,
      no,
      orgId,
      title: input.data.title,
      versionN: 1,
      state: 'draft',
      isSample: org?.isSample ?? false,
      validUntilOn: input.data.validUntilOn,
      createdBy: ctx.actor.userId,
      createdAt: tx.now(),
      updatedAt: tx.now(),
    });
    await storeVersion(tx, id, 1, input.data);
    await audit(tx, { deed: 'demand.save', subjectType: 'demand', subjectId: id, versionN: 1 });
    return row;
  });
}
