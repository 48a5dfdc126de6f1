import { and, eq, inArray } from 'drizzle-orm';
import { hasRole, mayOwn, type RoleGate, supplierOfficer } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { listingMachine } from '#app/domain/listing.ts';
import { type EventOf, nextState, statesWith, transitionOf } from '#app/domain/machine.ts';
import { achievements, listings } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';

export type Listing = typeof listings.$inferSelect;
type Event = EventOf<typeof listingMachine>;

export const liveListingStates = statesWith(listingMachine, 'live');

/** Units list their achievements: officers. */
export const mayList: RoleGate = supplierOfficer;

/** Objections are answered by who approves for the unit. */
export const mayDecideObjection: RoleGate = (actor) =>
  actor.org !== null && mayOwn(actor.org.kind) && hasRole(actor, 'approver');

/** A listing of the actor's own organisation; another's is not found. */
export async function loadOwnListing(ctx: ActorContext, id: string): Promise<Listing> {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) throw new AppError('not_found');
  const [row] = await ctx.db
    .select()
    .from(listings)
    .where(and(eq(listings.id, id), eq(listings.orgId, orgId)));
  if (row === undefined) throw new AppError('not_found');
  return row;
}

/** The same, held: a sweep that lapses it meanwhile waits, or has been waited for. */
export async function lockOwnListing(tx: In<ActorContext>, id: string): Promise<Listing> {
  await loadOwnListing(tx, id);
  const [row] = await tx.db.select().from(listings).where(eq(listings.id, id)).for('update');
  if (row === undefined) throw new AppError('not_found');
  return row;
}

/** The contract after which its owner was asked whether the listing goes on, and has not said so; else there is nothing to answer. */
export function requireAsked({ askedContractId, state }: Listing): string {
  if (askedContractId === null || transitionOf(listingMachine, state, 'conclude') === undefined)
    throw new AppError('state_changed');
  return askedContractId;
}

/** One step of a listing's machine with its trace; what is no longer live leaves the list of what is for trade. */
export async function moveListing(
  tx: In<Context>,
  before: Listing,
  event: Event,
  columns: Omit<Partial<typeof listings.$inferInsert>, 'state'> = {},
): Promise<Listing> {
  const state = nextState(listingMachine, before.state, event);
  const isLive = liveListingStates.includes(state);
  const [row] = await tx.db
    .update(listings)
    .set({ ...columns, state, ...(isLive ? {} : { endedAt: tx.now(), askedContractId: null }) })
    .where(
      and(eq(listings.id, before.id), eq(listings.state, before.state), eq(listings.confirmedOn, before.confirmedOn)),
    )
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  const { achievementId, versionN, orgId } = row;
  await audit(tx, { deed: `listing.${event}`, subjectType: 'achievement', subjectId: achievementId, versionN, orgId });
  if (!isLive) {
    for (const kind of ['listing.remind', 'listing.lapse', 'listing.expire'] as const) {
      await clearDeadline(tx, kind, row.id);
    }
    await tx.db.update(achievements).set({ isListed: false }).where(eq(achievements.id, achievementId));
    await noteSearchChange(tx, 'achievement', achievementId);
  }
  return row;
}

/** The live listing of an achievement, if there is one, held: no trade is opened on it meanwhile. */
export async function findLiveListingOf(tx: In<Context>, achievementId: string): Promise<Listing | null> {
  const [row] = await tx.db
    .select()
    .from(listings)
    .where(and(eq(listings.achievementId, achievementId), inArray(listings.state, liveListingStates)))
    .for('update');
  return row ?? null;
}

/** Ends the listing of an achievement that leaves the public pages. */
export async function endListingOf(tx: In<Context>, achievementId: string): Promise<void> {
  const row = await findLiveListingOf(tx, achievementId);
  if (row !== null) await moveListing(tx, row, 'withdraw');
}
