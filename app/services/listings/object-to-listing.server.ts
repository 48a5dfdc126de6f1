import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { AppError } from '#app/domain/errors.ts';
import { nextState } from '#app/domain/machine.ts';
import { objectionMachine } from '#app/domain/publicity.ts';
import { achievements, listingObjections, listings } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { once } from '../platform/once.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { type Listing, loadOwnListing, mayDecideObjection, moveListing } from './own-listing.server.ts';

export type ListingObjectionRow = typeof listingObjections.$inferSelect;

/** A person objects to a listing under his own name while its notice stands. */
export async function objectToListing(
  ctx: ActorContext,
  input: { readonly listingId: string; readonly grounds: string; readonly key?: string | undefined },
): Promise<ListingObjectionRow> {
  if ((await ctx.db.$count(listings, eq(listings.id, input.listingId))) === 0) throw new AppError('not_found');
  await screenTexts(ctx, [input.grounds]);
  return inTransaction(ctx, async (tx) => {
    const { id, isFirst } = await once(tx, input.key, 'listing.object', v7());
    if (!isFirst) return getObjection(tx, id);
    const listing = await lock(tx, input.listingId);
    if (listing.noticeEndsAt === null || tx.now() > listing.noticeEndsAt) throw new AppError('state_changed');
    await moveListing(tx, listing, 'object');
    const [row] = await tx.db
      .insert(listingObjections)
      .values({
        id,
        listingId: listing.id,
        filedBy: tx.actor.userId,
        grounds: input.grounds,
        state: objectionMachine.initial,
        createdAt: tx.now(),
      })
      .returning();
    if (row === undefined) throw new Error('objection was not stored');
    const said = { ...(await noticeOf(tx, listing)), kind: 'listing.object' };
    await notifyOrganisation(tx, listing.orgId, ['officer', 'approver'], said);
    return row;
  });
}

/** The unit decides: upheld, the listing ends; dismissed with reasons, it goes on once nothing else is open. */
export async function decideListingObjection(
  ctx: ActorContext,
  input: { readonly objectionId: string; readonly outcome: 'uphold' | 'dismiss'; readonly decision: string },
): Promise<ListingObjectionRow> {
  if (!mayDecideObjection(ctx.actor)) throw new AppError('forbidden');
  const objection = await getObjection(ctx, input.objectionId);
  await loadOwnListing(ctx, objection.listingId);
  await screenTexts(ctx, [input.decision]);
  return inTransaction(ctx, async (tx) => {
    const listing = await lock(tx, objection.listingId);
    if (objection.filedBy === tx.actor.userId) throw new AppError('forbidden');
    const row = await moveObjection(tx, objection, input.outcome, {
      decision: input.decision,
      decidedBy: tx.actor.userId,
      decidedAt: tx.now(),
    });
    const said = { ...(await noticeOf(tx, listing)), kind: 'listing.decide' };
    await notifyPeople(tx, [row.filedBy], said);
    if (input.outcome === 'uphold') await moveListing(tx, listing, 'uphold');
    else await resumeIfClear(tx, listing);
    return row;
  });
}

/** Who objected takes it back. */
export async function withdrawListingObjection(
  ctx: ActorContext,
  input: { readonly objectionId: string },
): Promise<ListingObjectionRow> {
  return inTransaction(ctx, async (tx) => {
    const objection = await getObjection(tx, input.objectionId);
    if (objection.filedBy !== tx.actor.userId) throw new AppError('not_found');
    const listing = await lock(tx, objection.listingId);
    const row = await moveObjection(tx, objection, 'withdraw');
    await resumeIfClear(tx, listing);
    return row;
  });
}

async function lock(tx: In<ActorContext>, id: string): Promise<Listing> {
  const [row] = await tx.db.select().from(listings).where(eq(listings.id, id)).for('update');
  if (row === undefined) throw new AppError('not_found');
  return row;
}

async function getObjection({ db }: Pick<ActorContext, 'db'>, id: string): Promise<ListingObjectionRow> {
  const [row] = await db.select().from(listingObjections).where(eq(listingObjections.id, id));
  if (row === undefined) throw new AppError('not_found');
  return row;
}

async function moveObjection(
  tx: In<ActorContext>,
  before: ListingObjectionRow,
  event: 'uphold' | 'dismiss' | 'withdraw',
  columns: Omit<Partial<typeof listingObjections.$inferInsert>, 'state'> = {},
): Promise<ListingObjectionRow> {
  const [row] = await tx.db
    .update(listingObjections)
    .set({ ...columns, state: nextState(objectionMachine, before.state, event) })
    .where(and(eq(listingObjections.id, before.id), eq(listingObjections.state, before.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `listing_objection.${event}`, subjectType: 'listing', subjectId: before.listingId });
  return row;
}

async function resumeIfClear(tx: In<ActorContext>, listing: Listing): Promise<void> {
  const open = and(eq(listingObjections.listingId, listing.id), eq(listingObjections.state, 'open'));
  if (listing.state === 'disputed' && (await tx.db.$count(listingObjections, open)) === 0) {
    await moveListing(tx, listing, 'resume');
  }
}

async function noticeOf(tx: In<ActorContext>, { achievementId }: Listing) {
  const [row] = await tx.db
    .select({ no: achievements.no, name: achievements.name })
    .from(achievements)
    .where(eq(achievements.id, achievementId));
  return { params: { title: row?.name ?? '' }, href: `/achievements/${row?.no ?? ''}#notice` };
}
