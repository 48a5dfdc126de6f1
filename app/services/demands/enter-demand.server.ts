import { and, desc, eq, gte, isNull, lte, sql } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import type { DemandData } from '#app/domain/demand-data.ts';
import { demandMachine, publicDemandStates } from '#app/domain/demand.ts';
import { AppError } from '#app/domain/errors.ts';
import { nextState } from '#app/domain/machine.ts';
import { demands, demandVersions, engagements, organisations, specialists } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { nextNumber } from '../platform/next-number.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';
import type { Demand } from './own-demand.server.ts';
import { checkDemand, storeVersion } from './store-version.server.ts';

/** Units for which the actor may write demands down today: his clients as a broker, and those he is sent to (选派). */
export async function servedUnits(ctx: ActorContext): Promise<{ id: string; name: string; regionCode: string }[]> {
  const today = dayOf(ctx.now());
  const columns = { id: organisations.id, name: organisations.name, regionCode: organisations.regionCode };
  const [clients, served] = await Promise.all([
    ctx.db
      .selectDistinct(columns)
      .from(engagements)
      .innerJoin(organisations, eq(organisations.id, engagements.clientOrgId))
      .where(
        and(
          eq(engagements.brokerUserId, ctx.actor.userId),
          eq(engagements.state, 'active'),
          lte(engagements.startsOn, today),
          gte(engagements.endsOn, today),
          eq(organisations.kind, 'enterprise'),
        ),
      ),
    ctx.db
      .selectDistinct(columns)
      .from(specialists)
      .innerJoin(organisations, eq(organisations.id, specialists.servedOrgId))
      .where(
        and(
          eq(specialists.userId, ctx.actor.userId),
          isNull(specialists.endedAt),
          lte(specialists.startsOn, today),
          gte(specialists.endsOn, today),
          eq(organisations.kind, 'enterprise'),
        ),
      ),
  ]);
  return [...new Map([...clients, ...served].map((unit) => [unit.id, unit])).values()];
}

/** What the actor wrote down for others, the newest first, as far as it has come. */
export async function listEntered(ctx: ActorContext) {
  const rows = await ctx.db
    .select({
      id: demands.id,
      no: demands.no,
      title: demands.title,
      unitName: organisations.name,
      state: demands.state,
      reviewNote: demands.reviewNote,
      confidentiality: sql<string>`${demandVersions.data}->>'confidentiality'`,
    })
    .from(demands)
    .innerJoin(organisations, eq(organisations.id, demands.orgId))
    .innerJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
    .where(eq(demands.enteredBy, ctx.actor.userId))
    .orderBy(desc(demands.createdAt))
    .limit(100);
  return rows.map(({ confidentiality, ...row }) => ({
    ...row,
    isPublic: publicDemandStates.includes(row.state) && confidentiality !== 'targeted',
  }));
}

/** Writes a demand down for an enterprise (代填): it waits for a word of the enterprise's own officer before anybody sees it. */
export async function enterDemand(
  ctx: ActorContext,
  input: { orgId: string; data: DemandData; key?: string },
): Promise<Demand> {
  const units = await servedUnits(ctx);
  if (units.length === 0) throw new AppError('forbidden');
  if (!units.some(({ id }) => id === input.orgId)) throw new AppError('not_found');
  await checkDemand(ctx, input.data);
  return inTransaction(ctx, async (tx) => {
    const { id, earlier } = await onceRow(tx, demands, input.key, 'demand.enter');
    if (earlier) return earlier;
    const [org] = await tx.db.select().from(organisations).where(eq(organisations.id, input.orgId));
    const [no = ''] = await nextNumber(tx, 'demand');
    const row = await insertRow(tx, demands, {
      id,
      no,
      orgId: input.orgId,
      title: input.data.title,
      versionN: 1,
      state: nextState(demandMachine, 'draft', 'submit'),
      isSample: org?.isSample ?? false,
      validUntilOn: input.data.validUntilOn,
      createdBy: tx.actor.userId,
      enteredBy: tx.actor.userId,
      createdAt: tx.now(),
      updatedAt: tx.now(),
    });
    await storeVersion(tx, id, 1, input.data);
    await audit(tx, { deed: 'demand.enter', subjectType: 'demand', subjectId: id, orgId: input.orgId, versionN: 1 });
    const notice = { kind: 'demand.review', href: `/desk/demands/${id}` };
    await notifyOrganisation(tx, input.orgId, ['officer'], notice);
    return row;
  });
}
