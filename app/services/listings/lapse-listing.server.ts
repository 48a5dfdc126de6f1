import { eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { confirmDueOn, unlistDueOn } from '#app/domain/listing.ts';
import { achievements, listings } from '#db/schema/index.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { isInTrade } from '../trades/refuse-in-trade.server.ts';
import { type Listing, moveListing } from './own-listing.server.ts';

async function tell(tx: In<Context>, row: Listing, kind: string): Promise<void> {
  const [named] = await tx.db
    .select({ title: achievements.name })
    .from(achievements)
    .where(eq(achievements.id, row.achievementId));
  const notice = { kind, params: { title: named?.title ?? '' }, href: '/desk/listings?due=1' };
  await notifyOrganisation(tx, row.orgId, ['officer'], notice);
}

const locked = async (tx: In<Context>, id: string): Promise<Listing | undefined> =>
  (await tx.db.select().from(listings).where(eq(listings.id, id)).for('update'))[0];

/** Two weeks before a confirmation ends its officers are told, once. Swept by deadline. */
export async function remindListing(ctx: Context, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const row = await locked(tx, id);
    await clearDeadline(tx, 'listing.remind', id);
    if (row?.state === 'listed') await tell(tx, row, 'listing.remind');
  });
}

/** A confirmation that ended marks the listing. One in dispute waits for its answer. Swept by deadline; idempotent. */
export async function lapseListing(ctx: Context, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const row = await locked(tx, id);
    if (row?.state === 'disputed') return;
    await clearDeadline(tx, 'listing.lapse', id);
    if (row?.state !== 'listed' || dayOf(tx.now()) <= confirmDueOn(row.confirmedOn)) return;
    await moveListing(tx, row, 'lapse');
    await tell(tx, row, 'listing.lapse');
  });
}

/** What nobody confirmed for thirty more days is taken off, once no trade runs on it. Swept by deadline; idempotent. */
export async function expireListing(ctx: Context, id: string): Promise<void> {
  await lapseListing(ctx, id);
  await inTransaction(ctx, async (tx) => {
    const row = await locked(tx, id);
    if (row?.state === 'disputed' || (await isInTrade(tx, id))) return;
    await clearDeadline(tx, 'listing.expire', id);
    if (row?.state !== 'stale' || dayOf(tx.now()) <= unlistDueOn(row.confirmedOn)) return;
    await moveListing(tx, row, 'expire');
    await tell(tx, row, 'listing.expire');
  });
}
