import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import { publicDemandStates } from '#app/domain/demand.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { demands, demandVersions, organisations } from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import type { Demand } from './own-demand.server.ts';

type Kept = Pick<Demand, 'id' | 'mergedIntoId' | 'splitFromId'>;

/** Parts of a demand that was split, or the one into which it was merged. */
const successors = ({ id, mergedIntoId }: Pick<Kept, 'id' | 'mergedIntoId'>) =>
  or(eq(demands.splitFromId, id), mergedIntoId === null ? undefined : eq(demands.id, mergedIntoId));

const confidentiality = sql<string>`${demandVersions.data}->>'confidentiality'`;
const currentVersion = and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN));

/** The enterprise's own view: the demand of which this is a part, its parts, and what it was merged into. */
export async function findKin(ctx: ActorContext, demand: Kept) {
  const { mergedIntoId, splitFromId } = demand;
  const whole = splitFromId === null ? undefined : eq(demands.id, splitFromId);
  const rows = await ctx.db
    .select({ id: demands.id, no: demands.no, title: demands.title, state: demands.state })
    .from(demands)
    .where(and(eq(demands.orgId, ctx.actor.org?.orgId ?? ''), or(successors(demand), whole)))
    .orderBy(asc(demands.createdAt));
  return {
    whole: rows.find(({ id }) => id === splitFromId) ?? null,
    into: rows.find(({ id }) => id === mergedIntoId) ?? null,
    parts: rows.filter(({ id }) => id !== splitFromId && id !== mergedIntoId),
  };
}

export interface WentOn {
  readonly how: 'split' | 'merged';
  readonly on: readonly { readonly no: string; readonly title: string }[];
}

/**
 * Where a demand that was closed goes on, for everybody: what is public of it. What names its enterprise and what does not are
 * never told to be one, else the anonymous one of the two would be named.
 */
export async function findWentOn(
  ctx: Pick<Context, 'db'>,
  demand: Pick<Demand, 'id' | 'state' | 'mergedIntoId'>,
  as: string,
): Promise<WentOn | null> {
  if (demand.state !== 'closed' || as === 'targeted') return null;
  const on = await ctx.db
    .select({ no: demands.no, title: demands.title })
    .from(demands)
    .innerJoin(demandVersions, currentVersion)
    .innerJoin(organisations, eq(organisations.id, demands.orgId))
    .where(and(successors(demand), inArray(demands.state, publicDemandStates), eq(confidentiality, as), listingShown))
    .orderBy(asc(demands.createdAt));
  return on.length === 0 ? null : { how: demand.mergedIntoId === null ? 'split' : 'merged', on };
}

/** A closed demand by its number, where it was public and goes on as others; null for any other number. */
export async function findGoneDemand(
  ctx: Context,
  no: string,
): Promise<(WentOn & { title: string; no: string }) | null> {
  const [row] = await ctx.db
    .select({ demand: demands, confidentiality })
    .from(demands)
    .innerJoin(demandVersions, currentVersion)
    .innerJoin(organisations, eq(organisations.id, demands.orgId))
    .where(and(eq(demands.no, no), eq(demands.state, 'closed'), sql`${demands.publishedAt} is not null`, listingShown));
  const wentOn = row === undefined ? null : await findWentOn(ctx, row.demand, row.confidentiality);
  return row === undefined || wentOn === null ? null : { ...wentOn, no, title: row.demand.title };
}
