import { and, asc, eq, inArray, isNull, lte } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { confirmDueOn, unlistDueOn } from '#app/domain/listing.ts';
import { deadlines, listings } from '#db/schema/index.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { isInTrade } from '../trades/refuse-in-trade.server.ts';
import { type Listing, moveListing } from './own-listing.server.ts';
import { tellOfDue } from './tell-of-due.server.ts';

/**
 * What time does to the listings of a unit: two weeks before a confirmation ends its officers are asked, one that ended marks the
 * listing, and what nobody confirmed for thirty more days is taken off. All that is due goes together, so that the unit is told
 * once a day. Swept by deadline under the id of one of them; idempotent.
 */
export async function actOnListingDates(ctx: Context, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [named] = await tx.db.select({ orgId: listings.orgId }).from(listings).where(eq(listings.id, id));
    if (named === undefined) return;
    const ofUnit = tx.db.select({ id: listings.id }).from(listings).where(eq(listings.orgId, named.orgId));
    const isDue = and(
      eq(deadlines.subjectType, 'listing'),
      isNull(deadlines.doneAt),
      lte(deadlines.dueAt, tx.now()),
      inArray(deadlines.subjectId, ofUnit),
    );
    const waiting = tx.db.select({ id: deadlines.subjectId }).from(deadlines).where(isDue);
    // Held in one order; what a confirmation or another sweep did meanwhile is read after that.
    const held = await tx.db
      .select()
      .from(listings)
      .where(inArray(listings.id, waiting))
      .orderBy(asc(listings.id))
      .for('update');
    const due = await tx.db.select().from(deadlines).where(isDue);
    const asked: Listing[] = [];
    const gone: Listing[] = [];
    for (const before of held) {
      const kinds = due.filter(({ subjectId }) => subjectId === before.id).map(({ kind }) => kind);
      const { row, isAsked } = await actOnOne(tx, before, kinds);
      if (row.state === 'unlisted') gone.push(row);
      else if (isAsked) asked.push(row);
    }
    await tellOfDue(tx, named.orgId, { asked, gone });
  });
}

/** One held listing: the reminder, the lapse, the end, in this order. One in dispute waits for its answer, one in trade for its end. */
async function actOnOne(
  tx: In<Context>,
  before: Listing,
  kinds: readonly string[],
): Promise<{ readonly row: Listing; readonly isAsked: boolean }> {
  const today = dayOf(tx.now());
  let row = before;
  let isAsked = false;
  if (kinds.includes('remind')) {
    await clearDeadline(tx, 'listing.remind', row.id);
    isAsked = row.state === 'listed';
  }
  if (row.state === 'disputed') return { row, isAsked: false };
  if (kinds.includes('lapse')) {
    await clearDeadline(tx, 'listing.lapse', row.id);
    if (row.state === 'listed' && today > confirmDueOn(row.confirmedOn)) {
      row = await moveListing(tx, row, 'lapse');
      isAsked = true;
    }
  }
  if (kinds.includes('expire') && !(await isInTrade(tx, row.id))) {
    await clearDeadline(tx, 'listing.expire', row.id);
    if (row.state === 'stale' && today > unlistDueOn(row.confirmedOn)) row = await moveListing(tx, row, 'expire');
  }
  return { row, isAsked };
}
