import { and, desc, eq, notInArray, type SQL } from 'drizzle-orm';
import { mayOwn } from '#app/domain/access.ts';
import { mayReadObjections } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { achievements, listingObjections, listings, users } from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { objectorsOf } from '../objections/objectors.server.ts';
import { liveListingStates, mayDecideObjection } from './own-listing.server.ts';

/** What everybody may read of a listing. */
export const publicColumns = {
  id: listings.id,
  state: listings.state,
  modes: listings.modes,
  pricing: listings.pricing,
  priceKind: listings.priceKind,
  minFen: listings.minFen,
  maxFen: listings.maxFen,
  formula: listings.formula,
  formulaTerms: listings.formulaTerms,
  isPayLater: listings.isPayLater,
  trialMonths: listings.trialMonths,
  payTrigger: listings.payTrigger,
  noticeFirstOn: listings.noticeFirstOn,
  noticeLastOn: listings.noticeLastOn,
  confirmedOn: listings.confirmedOn,
};

/** Objections to these listings of a unit, the last first: its handlers read all, its others that there are some, who filed one his own. */
export async function objectionsOf(ctx: Context, isThese: SQL | undefined, orgId: string) {
  if (ctx.actor === null) return [];
  const { userId } = ctx.actor;
  const isUnit = ctx.actor.org?.orgId === orgId;
  const isHandler = isUnit && mayReadObjections(ctx.actor);
  const rows = await ctx.db
    .select({
      row: {
        id: listingObjections.id,
        state: listingObjections.state,
        grounds: listingObjections.grounds,
        decision: listingObjections.decision,
        createdAt: listingObjections.createdAt,
        decidedAt: listingObjections.decidedAt,
      },
      filedBy: listingObjections.filedBy,
      by: users.name,
    })
    .from(listingObjections)
    .innerJoin(listings, eq(listings.id, listingObjections.listingId))
    .innerJoin(users, eq(users.id, listingObjections.filedBy))
    .where(and(isThese, isUnit ? undefined : eq(listingObjections.filedBy, userId)))
    .orderBy(desc(listingObjections.createdAt));
  const objectorOf = await objectorsOf(
    ctx,
    rows.map(({ row }) => row.id),
  );
  return rows.map(({ row, filedBy, by }) => {
    const isMine = filedBy === userId;
    const isReadable = isHandler || isMine;
    const words = isReadable ? {} : { grounds: null, decision: null };
    return { ...row, ...words, ...objectorOf(row.id, by, isReadable), isMine };
  });
}

/** The objections of one listing, whatever became of it, for its unit and for who filed one; for everybody else there are none. */
export async function listingObjectionsPage(ctx: ActorContext, id: string) {
  const [found] = await ctx.db
    .select({ listing: publicColumns, orgId: listings.orgId, no: achievements.no, name: achievements.name })
    .from(listings)
    .innerJoin(achievements, eq(achievements.id, listings.achievementId))
    .where(eq(listings.id, id));
  if (found === undefined) throw new AppError('not_found');
  const objections = await objectionsOf(ctx, eq(listings.id, id), found.orgId);
  const isUnit = ctx.actor.org?.orgId === found.orgId && mayOwn(ctx.actor.org.kind);
  if (!isUnit && objections.length === 0) throw new AppError('not_found');
  const { listing, no, name } = found;
  return { listing, no, name, objections, isUnit, mayDecide: isUnit && mayDecideObjection(ctx.actor) };
}

/** What was said against listings of a record that ended, as far as the reader may know: no listing's own part shows it any more. */
export async function objectionsToEnded(ctx: Context, { id, orgId }: { readonly id: string; readonly orgId: string }) {
  const isEnded = and(eq(listings.achievementId, id), notInArray(listings.state, liveListingStates));
  const objections = await objectionsOf(ctx, isEnded, orgId);
  const isUnit = ctx.actor?.org?.orgId === orgId;
  return { objections, mayDecide: isUnit && ctx.actor !== null && mayDecideObjection(ctx.actor) };
}
