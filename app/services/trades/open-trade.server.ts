import { and, eq, inArray } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { tradableListingStates } from '#app/domain/listing.ts';
import type { TradeTerms } from '#app/domain/trade-input.ts';
import { tradeMachine } from '#app/domain/trade.ts';
import { listings, trades } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { loadOwnListing } from '../listings/own-listing.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { nextNumber } from '../platform/next-number.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { mayRunTrade, type Trade } from './own-trade.server.ts';
import { refuseBeingSigned } from './refuse-being-signed.server.ts';

interface OpenTrade {
  readonly listingId: string;
  readonly terms: TradeTerms;
  readonly key?: string | undefined;
}

/** Announces the 挂牌交易 of a listing that is priced so. One lives at a time; the listed version is what is sold. */
export async function openTrade(ctx: ActorContext, { listingId, terms, key }: OpenTrade): Promise<Trade> {
  if (!mayRunTrade(ctx.actor)) throw new AppError('forbidden');
  const own = await loadOwnListing(ctx, listingId);
  if (!ctx.actor.org?.verified) throw new AppError('organisation_unverified');
  await screenTexts(ctx, [terms.object, terms.payTerms, terms.qualification]);
  return inTransaction(
    ctx,
    async (tx) => {
      const { id, earlier } = await onceRow(tx, trades, key, 'trade.open');
      if (earlier) return earlier;
      const now = tx.now();
      const [listing] = await tx.db
        .select()
        .from(listings)
        .where(and(eq(listings.id, own.id), inArray(listings.state, tradableListingStates)))
        .for('update');
      if (listing === undefined || listing.pricing !== 'exchange') throw new AppError('state_changed');
      await refuseBeingSigned(tx, listing);
      const [no = ''] = await nextNumber(tx, 'trade');
      const { achievementId, orgId, versionN } = listing;
      const row = await insertRow(tx, trades, {
        ...terms,
        id,
        no,
        listingId: listing.id,
        achievementId,
        orgId,
        versionN,
        state: tradeMachine.initial,
        announcedAt: now,
        createdBy: tx.actor.userId,
        createdAt: now,
      });
      await setDeadline(tx, { kind: 'trade.bidding', subjectId: row.id, orgId: null, dueAt: row.biddingAt });
      await audit(tx, { deed: 'trade.announce', subjectType: 'trade', subjectId: row.id, versionN });
      return row;
    },
    () => new AppError('duplicate', { says: '这项成果已经在挂牌交易。' }),
  );
}
