import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import type { DemandData } from '#app/domain/demand-data.ts';
import { type DemandState, publicDemandStates } from '#app/domain/demand.ts';
import { matchableStates } from '#app/domain/demand-match.ts';
import type { Trust } from '#app/domain/trust.ts';
import { AppError } from '#app/domain/errors.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { auditLines, deals, demands, demandVersions, organisations, users } from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { findTrust } from '../organisations/trust.server.ts';

const currentVersion = and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN));

/** A demand of the actor's organisation with its current words, its versions and what happened to it. */
export async function getOwnDemand(ctx: ActorContext, id: string) {
  const orgId = ctx.actor.org?.orgId;
  const [row] = await ctx.db
    .select({ demand: demands, data: demandVersions.data, isSample: organisations.isSample })
    .from(demands)
    .innerJoin(demandVersions, currentVersion)
    .innerJoin(organisations, eq(organisations.id, demands.orgId))
    .where(eq(demands.id, id));
  if (row === undefined || orgId === undefined || row.demand.orgId !== orgId) throw new AppError('not_found');
  const [versions, history, talks] = await Promise.all([
    ctx.db
      .select({ n: demandVersions.n, author: users.name, createdAt: demandVersions.createdAt })
      .from(demandVersions)
      .innerJoin(users, eq(users.id, demandVersions.authorId))
      .where(eq(demandVersions.demandId, id))
      .orderBy(desc(demandVersions.n))
      .limit(20),
    ctx.db
      .select({ id: auditLines.id, deed: auditLines.deed, versionN: auditLines.versionN, at: auditLines.at })
      .from(auditLines)
      .where(and(eq(auditLines.subjectType, 'demand'), eq(auditLines.subjectId, id)))
      .orderBy(desc(auditLines.at), desc(auditLines.id))
      .limit(20),
    ctx.db
      .select({ id: deals.id, no: deals.no, state: deals.state, achievementId: deals.achievementId })
      .from(deals)
      .where(eq(deals.demandId, id))
      .orderBy(asc(deals.createdAt)),
  ]);
  return { ...row, versions, history, talks };
}

export const demandsPageSize = 20;

/** The organisation's own demands, the newest first, with how many achievements were found for each. */
export async function listOwnDemands(ctx: ActorContext, filter: { state: DemandState | null; page: number }) {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) return { rows: [], total: 0, counts: {} };
  const mine = eq(demands.orgId, orgId);
  const chosen = filter.state === null ? mine : and(mine, eq(demands.state, filter.state));
  const [rows, states] = await Promise.all([
    ctx.db
      .select({
        id: demands.id,
        no: demands.no,
        title: demands.title,
        state: demands.state,
        versionN: demands.versionN,
        validUntilOn: demands.validUntilOn,
        updatedAt: demands.updatedAt,
        matched: sql<number>`(select count(*)::int from matches m where m.demand_id = demands.id and m.answer is distinct from 'declined')`,
      })
      .from(demands)
      .where(chosen)
      .orderBy(desc(demands.updatedAt), desc(demands.id))
      .limit(demandsPageSize)
      .offset((filter.page - 1) * demandsPageSize),
    ctx.db.select({ state: demands.state, n: count() }).from(demands).where(mine).groupBy(demands.state),
  ]);
  const counts: Partial<Record<DemandState, number>> = Object.fromEntries(states.map(({ state, n }) => [state, n]));
  const total = states.reduce(
    (sum, { state, n }) => (filter.state === null || filter.state === state ? sum + n : sum),
    0,
  );
  return { rows, total, counts };
}

/** What everybody may see of a demand. An anonymous one names neither its enterprise nor whether that is a sample. */
export interface PublicDemand {
  readonly id: string;
  readonly no: string;
  readonly state: DemandState;
  readonly versionN: number;
  readonly data: Omit<DemandData, 'confidentiality'>;
  readonly orgName: string | null;
  readonly isSample: boolean;
  /** Why the enterprise can be trusted; null while it stays anonymous: the days of its papers would tell it apart. */
  readonly trust: Trust | null;
  readonly publishedOn: string;
  /** The viewer's own demand: he is shown the way to its desk page. */
  readonly isOwn: boolean;
}

/** A public demand by its number. Drafts, closed, expired and targeted ones are not found; the owner has his own page. */
export async function getPublicDemand(ctx: Context, no: string): Promise<PublicDemand> {
  const [row] = await ctx.db
    .select({ demand: demands, data: demandVersions.data, orgName: organisations.name })
    .from(demands)
    .innerJoin(demandVersions, currentVersion)
    .innerJoin(organisations, eq(organisations.id, demands.orgId))
    .where(and(eq(demands.no, no), inArray(demands.state, publicDemandStates), listingShown));
  if (row === undefined || row.data.confidentiality === 'targeted') throw new AppError('not_found');
  const { confidentiality, ...data } = row.data;
  return {
    id: row.demand.id,
    no: row.demand.no,
    state: row.demand.state,
    versionN: row.demand.versionN,
    data,
    orgName: confidentiality === 'anonymous' ? null : row.orgName,
    isSample: row.demand.isSample,
    trust: confidentiality === 'anonymous' ? null : await findTrust(ctx, row.demand.orgId),
    publishedOn: dayOf(row.demand.publishedAt ?? row.demand.createdAt),
    isOwn: ctx.actor?.org?.orgId === row.demand.orgId,
  };
}

/** Demands of the actor's organisation that a talk may be about. */
export async function listTalkableDemands(ctx: ActorContext) {
  const orgId = ctx.actor.org?.orgId;
  return orgId === undefined
    ? []
    : ctx.db
        .select({ id: demands.id, no: demands.no, title: demands.title })
        .from(demands)
        .where(and(eq(demands.orgId, orgId), inArray(demands.state, matchableStates)))
        .orderBy(desc(demands.publishedAt))
        .limit(50);
}
