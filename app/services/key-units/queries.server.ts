import { and, asc, eq, gte, inArray, isNotNull, isNull, like, lte, or } from 'drizzle-orm';
import { workingBrokerStates } from '#app/domain/broker.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { mayKeepTalent, regionPrefix } from '#app/domain/talent-access.ts';
import { brokers, brokerUnits, engagements, keyUnits, organisations, specialists, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

export interface CoveredUnit {
  readonly orgId: string;
  readonly name: string;
  readonly regionCode: string;
  readonly reason: string;
  readonly isSample: boolean;
  /** Brokers with a certificate in force who serve it, and by what. */
  readonly by: readonly { readonly name: string; readonly as: 'mandate' | 'served' }[];
  /** 科技特派员 and 科技专员 sent to it; they do not count as brokers. */
  readonly specialists: readonly string[];
}

/**
 * The kept list of 重点创新主体 of a region with who covers each (技术经纪人全覆盖): a broker with a certificate in force whom the
 * unit gave a standing mandate that runs today, or of whom it confirmed that he serves it. The uncovered ones stand first.
 */
export async function listCoverage(ctx: ActorContext): Promise<CoveredUnit[]> {
  const { org } = ctx.actor;
  if (org === null || !mayKeepTalent(ctx.actor)) throw new AppError('forbidden');
  const today = dayOf(ctx.now());
  const units = await ctx.db
    .select({
      orgId: organisations.id,
      name: organisations.name,
      regionCode: organisations.regionCode,
      reason: keyUnits.reason,
      isSample: organisations.isSample,
    })
    .from(keyUnits)
    .innerJoin(organisations, eq(organisations.id, keyUnits.orgId))
    .where(like(organisations.regionCode, `${regionPrefix(org.regionCode)}%`))
    .orderBy(asc(organisations.regionCode), asc(organisations.name))
    .limit(2000);
  if (units.length === 0) return [];
  const ids = units.map(({ orgId }) => orgId);
  const isInForce = and(
    inArray(brokers.state, workingBrokerStates),
    or(isNull(brokers.certificateUntilOn), gte(brokers.certificateUntilOn, today)),
  );
  const [mandated, served, sent] = await Promise.all([
    ctx.db
      .selectDistinct({ orgId: engagements.clientOrgId, name: users.name })
      .from(engagements)
      .innerJoin(brokers, eq(brokers.userId, engagements.brokerUserId))
      .innerJoin(users, eq(users.id, engagements.brokerUserId))
      .where(
        and(
          inArray(engagements.clientOrgId, ids),
          eq(engagements.state, 'active'),
          lte(engagements.startsOn, today),
          gte(engagements.endsOn, today),
          isInForce,
        ),
      ),
    ctx.db
      .select({ orgId: brokerUnits.orgId, name: users.name })
      .from(brokerUnits)
      .innerJoin(brokers, eq(brokers.userId, brokerUnits.brokerUserId))
      .innerJoin(users, eq(users.id, brokerUnits.brokerUserId))
      .where(and(inArray(brokerUnits.orgId, ids), isNotNull(brokerUnits.confirmedAt), isInForce)),
    ctx.db
      .select({ orgId: specialists.servedOrgId, name: users.name })
      .from(specialists)
      .innerJoin(users, eq(users.id, specialists.userId))
      .where(
        and(
          inArray(specialists.servedOrgId, ids),
          isNull(specialists.endedAt),
          lte(specialists.startsOn, today),
          gte(specialists.endsOn, today),
        ),
      ),
  ]);
  const of = <Row extends { orgId: string }>(rows: readonly Row[], orgId: string) =>
    rows.filter((row) => row.orgId === orgId);
  const rows = units.map((unit): CoveredUnit => {
    const byMandate = of(mandated, unit.orgId).map(({ name }) => ({ name, as: 'mandate' as const }));
    const byWord = of(served, unit.orgId)
      .filter(({ name }) => !byMandate.some((broker) => broker.name === name))
      .map(({ name }) => ({ name, as: 'served' as const }));
    return { ...unit, by: [...byMandate, ...byWord], specialists: of(sent, unit.orgId).map(({ name }) => name) };
  });
  return rows.toSorted((a, b) => Number(a.by.length > 0) - Number(b.by.length > 0));
}
