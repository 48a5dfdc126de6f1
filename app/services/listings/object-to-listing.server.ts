import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { AppError } from '#app/domain/errors.ts';
import { isListingObjectable } from '#app/domain/listing.ts';
import type { Objector } from '#app/domain/objector.ts';
import { achievements, listingObjections, listings } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { recordDecision, recordWithdrawal } from '../objections/end-objection.server.ts';
import { loadObjection } from '../objections/load-objection.server.ts';
import type { ObjectionKind } from '../objections/objection-kind.server.ts';
import { recordObjection } from '../objections/record-objection.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { once } from '../platform/once.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import {
  type Listing,
  liveListingStates,
  loadOwnListing,
  mayDecideObjection,
  moveListing,
} from './own-listing.server.ts';

export type ListingObjectionRow = typeof listingObjections.$inferSelect;

const listingObjection: ObjectionKind<typeof listingObjections> = {
  table: listingObjections,
  name: 'listing_objection',
  filed: null,
  isAbout: ({ listingId }) => eq(listingObjections.listingId, listingId),
  subjectOf: ({ listingId }) => ({ subjectType: 'listing', subjectId: listingId }),
};

/** A person objects to a listing under his own name while its notice stands. */
export async function objectToListing(
  ctx: ActorContext,
  input: Objector & { readonly listingId: string; readonly grounds: string; readonly key?: string | undefined },
): Promise<ListingObjectionRow> {
  if ((await ctx.db.$count(listings, eq(listings.id, input.listingId))) === 0) throw new AppError('not_found');
  await screenTexts(ctx, [input.grounds]);
  return inTransaction(ctx, async (tx) => {
    const { id, isFirst } = await once(tx, input.key, 'listing.object', v7());
    if (!isFirst) return loadObjection(tx, listingObjection, id);
    const listing = await lock(tx, input.listingId);
    if (!isListingObjectable(listing, tx.now())) throw new AppError('state_changed');
    await moveListing(tx, listing, 'object');
    const row = await recordObjection(
      tx,
      listingObjection,
      { id, listingId: listing.id, grounds: input.grounds },
      input,
    );
    const said = { ...(await noticeOf(tx, listing)), kind: 'listing.object' };
    await notifyOrganisation(tx, listing.orgId, ['officer', 'approver'], said);
    return row;
  });
}

interface Addressed {
  readonly objectionId: string;
  /** The listing on whose page it stands, where the page is one listing's. */
  readonly listingId?: string;
}

async function loadAddressed(ctx: Pick<ActorContext, 'db'>, input: Addressed): Promise<ListingObjectionRow> {
  const row = await loadObjection(ctx, listingObjection, input.objectionId);
  if (input.listingId !== undefined && row.listingId !== input.listingId) throw new AppError('not_found');
  return row;
}

/**
 * The unit decides: upheld, the listing ends; dismissed with reasons, it goes on once nothing else is open. A listing that ended
 * meanwhile stays as it ended: the decision is on record.
 */
export async function decideListingObjection(
  ctx: ActorContext,
  input: Addressed & { readonly outcome: 'uphold' | 'dismiss'; readonly decision: string },
): Promise<ListingObjectionRow> {
  if (!mayDecideObjection(ctx.actor)) throw new AppError('forbidden');
  const objection = await loadAddressed(ctx, input);
  await loadOwnListing(ctx, objection.listingId);
  await screenTexts(ctx, [input.decision]);
  return inTransaction(ctx, async (tx) => {
    const listing = await lock(tx, objection.listingId);
    const row = await recordDecision(tx, listingObjection, objection, input);
    const isEnded = input.outcome === 'uphold' || !liveListingStates.includes(listing.state);
    const said = { ...(await noticeOf(tx, listing, isEnded)), kind: 'listing.decide' };
    await notifyPeople(tx, [row.filedBy], said);
    if (!liveListingStates.includes(listing.state)) return row;
    if (input.outcome === 'uphold') await moveListing(tx, listing, 'uphold');
    else await resumeIfClear(tx, listing);
    return row;
  });
}

/** Who objected takes it back. */
export async function withdrawListingObjection(ctx: ActorContext, input: Addressed): Promise<ListingObjectionRow> {
  return inTransaction(ctx, async (tx) => {
    const objection = await loadAddressed(tx, input);
    const listing = await lock(tx, objection.listingId);
    const row = await recordWithdrawal(tx, listingObjection, objection);
    await resumeIfClear(tx, listing);
    return row;
  });
}

async function lock(tx: In<ActorContext>, id: string): Promise<Listing> {
  const [row] = await tx.db.select().from(listings).where(eq(listings.id, id)).for('update');
  if (row === undefined) throw new AppError('not_found');
  return row;
}

async function resumeIfClear(tx: In<ActorContext>, listing: Listing): Promise<void> {
  const open = and(eq(listingObjections.listingId, listing.id), eq(listingObjections.state, 'open'));
  if (listing.state === 'disputed' && (await tx.db.$count(listingObjections, open)) === 0) {
    await moveListing(tx, listing, 'resume');
  }
}

/** It leads to the public page while the listing is there, then to the page of its objections. */
async function noticeOf(tx: In<ActorContext>, { id, achievementId }: Listing, isEnded = false) {
  const [row] = await tx.db
    .select({ no: achievements.no, name: achievements.name })
    .from(achievements)
    .where(eq(achievements.id, achievementId));
  const href = isEnded ? `/desk/listings/${id}/objections` : `/achievements/${row?.no ?? ''}#notice`;
  return { params: { title: row?.name ?? '' }, href };
}
