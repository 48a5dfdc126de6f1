import { and, arrayOverlaps, asc, desc, eq, gte, ilike, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { workingBrokerStates } from '#app/domain/broker.ts';
import { dayOf } from '#app/domain/days.ts';
import { containing } from '#db/like-pattern.ts';
import { brokers, organisations, users } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

export interface BrokerFilter {
  /** A field (17) finds those of its items (17.2) too. */
  readonly field: string | null;
  readonly region: string | null;
  /** Any of these words in the public profile, or any of these codes of fields and chains. */
  readonly holds?: { readonly words: readonly string[]; readonly codes: readonly string[] };
}

const mostListed = 200;

/** Brokers with a certificate in force, the higher grades first. Public profile only: no telephone, no e-mail. */
export function listBrokers(ctx: Context, filter: BrokerFilter, most = mostListed) {
  const { holds } = filter;
  const inProfile =
    holds &&
    or(
      ...[users.name, organisations.name, brokers.intro].flatMap((column) =>
        holds.words.map((word) => ilike(column, containing(word))),
      ),
      ...(holds.codes.length === 0
        ? []
        : [brokers.fields, brokers.chains].map((column) => arrayOverlaps(column, [...holds.codes]))),
    );
  const inField =
    filter.field === null
      ? undefined
      : sql`exists (select 1 from unnest(${brokers.fields}) f where f = ${filter.field} or f like ${`${filter.field}.%`})`;
  const inRegion =
    filter.region === null
      ? undefined
      : arrayOverlaps(brokers.regions, [filter.region, `${filter.region.slice(0, 4)}00`, '620000']);
  return ctx.db
    .select({
      userId: brokers.userId,
      name: users.name,
      orgName: organisations.name,
      level: brokers.level,
      certificateNo: brokers.certificateNo,
      certificateUntilOn: brokers.certificateUntilOn,
      fields: brokers.fields,
      chains: brokers.chains,
      regions: brokers.regions,
      intro: brokers.intro,
      isSample: brokers.isSample,
    })
    .from(brokers)
    .innerJoin(users, eq(users.id, brokers.userId))
    .innerJoin(organisations, eq(organisations.id, brokers.orgId))
    .where(
      and(
        inField,
        inRegion,
        inProfile,
        inArray(brokers.state, workingBrokerStates),
        isNotNull(brokers.publicAt),
        or(isNull(brokers.certificateUntilOn), gte(brokers.certificateUntilOn, dayOf(ctx.now()))),
      ),
    )
    .orderBy(
      desc(sql`case ${brokers.level} when 'senior' then 3 when 'middle' then 2 else 1 end`),
      asc(users.name),
      asc(brokers.id),
    )
    .limit(most);
}
