import { eq } from 'drizzle-orm';
import { termsToJson } from '#app/domain/contract-json.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { orgOf, otherSide } from '#app/domain/deal-access.ts';
import { offerStates } from '#app/domain/deal-deeds.ts';
import { isOfferAlive, offerDays } from '#app/domain/deal-offer.ts';
import { AppError } from '#app/domain/errors.ts';
import { dealOffers } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { screenTerms } from '../contracts/screen-terms.server.ts';
import { requireSoundTerms } from '../contracts/write-version.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { partyDeal } from './load-deal.server.ts';
import { moveOffer, type DealOffer } from './move-offer.server.ts';
import { openRoom, tellRoom } from './tell-room.server.ts';

export interface MakeOffer {
  readonly dealId: string;
  readonly terms: PayLaterTerms;
  readonly note: string;
  readonly days: number;
  /** The offer that this one answers; left out for the first. */
  readonly answersId?: string;
  readonly key?: string;
}

/**
 * Puts a whole term sheet to the other side, or counters theirs. Of two who do it in the same moment one wins; the other is told
 * that there is an offer to answer first.
 */
export async function makeOffer(ctx: ActorContext, input: MakeOffer): Promise<DealOffer> {
  const { deal, side } = await partyDeal(ctx, input.dealId, 'offer');
  if (!ctx.actor.org?.verified) throw new AppError('organisation_unverified');
  if (!Number.isSafeInteger(input.days) || input.days < offerDays.least || input.days > offerDays.most)
    throw new AppError('invalid', { says: `答复期限请填 ${offerDays.least} 到 ${offerDays.most} 天。` }, 'days');
  requireSoundTerms(input.terms);
  await screenTerms(ctx, input.terms, { reasons: [input.note] });
  const own = orgOf(deal, side);
  return inTransaction(
    ctx,
    async (tx) => {
      const { id, earlier } = await onceRow(tx, dealOffers, input.key, 'offer.make');
      if (earlier) return earlier;
      const locked = await openRoom(tx, deal.id, 'update');
      if (!offerStates.includes(locked.state)) throw new AppError('state_changed');
      const sent = await tx.db.select().from(dealOffers).where(eq(dealOffers.dealId, deal.id));
      const open = sent.find((offer) => offer.state === 'open');
      if (open !== undefined && !isOfferAlive(open, tx.now())) await moveOffer(tx, open, 'expire');
      else if (open !== undefined) {
        if (open.orgId === own) throw new AppError('invalid', { says: '你方还有一份报价等对方答复，要改请先收回。' });
        if (open.id !== input.answersId) throw new AppError('state_changed');
        await moveOffer(tx, open, 'counter');
      } else if (input.answersId !== undefined) throw new AppError('state_changed');
      const expiresAt = endOfDay(addDays(dayOf(tx.now()), input.days));
      const row = await insertRow(tx, dealOffers, {
        id,
        dealId: deal.id,
        n: sent.length + 1,
        orgId: own,
        authorId: tx.actor.userId,
        terms: termsToJson(input.terms),
        note: input.note,
        expiresAt,
        state: 'open',
        createdAt: tx.now(),
      });
      const deadline = { subjectId: id, orgId: orgOf(deal, otherSide(side)), dueAt: expiresAt };
      await setDeadline(tx, { kind: 'offer.expire', ...deadline });
      await audit(tx, {
        deed: open === undefined ? 'offer.make' : 'offer.counter',
        subjectType: 'offer',
        subjectId: id,
      });
      await tellRoom(tx, locked, open === undefined ? 'offer.make' : 'offer.counter');
      return row;
    },
    () => new AppError('state_changed'),
  );
}
