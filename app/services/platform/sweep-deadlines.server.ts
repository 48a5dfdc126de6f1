import { and, asc, eq, isNull, lte, or } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { deadlines } from '#db/schema/index.ts';
import { endBountyPublicity } from '../bounties/object-to-bounty.server.ts';
import { closeBounty } from '../bounties/organise-bounty.server.ts';
import { activateCardAccount } from '../card-accounts/activate-card-account.server.ts';
import { beginAmendment } from '../contracts/begin-amendment.server.ts';
import { deemMilestone } from '../contracts/deem-milestone.server.ts';
import { endTerm } from '../contracts/end-term.server.ts';
import { passTrial } from '../contracts/pass-trial.server.ts';
import { endPublicity } from '../contracts/end-publicity.server.ts';
import { endReview } from '../contracts/end-review.server.ts';
import { type Context, systemContext } from '../context.server.ts';
import { expireOffer } from '../deals/expire-offer.server.ts';
import { expireTalk } from '../deals/expire-talk.server.ts';
import { remindTalk } from '../deals/remind-talk.server.ts';
import { lapseDemand, remindConfirm } from '../demands/lapse-demand.server.ts';
import { actOnEventDate, lapseRegistration, remindAttendees } from '../events/act-on-event-date.server.ts';
import { remindExpert, tellOfLateReport } from '../evaluations/act-on-evaluation-date.server.ts';
import { endRewardPublicity } from '../distributions/end-reward-publicity.server.ts';
import { deferUninvoiced } from '../invoices/defer-uninvoiced.server.ts';
import { actOnListingDates } from '../listings/lapse-listing.server.ts';
import { deemStatement } from '../royalties/accept-statement.server.ts';
import { raiseMinimum } from '../royalties/raise-minimum.server.ts';
import { activatePayeeAccount, expireProbe } from '../organisations/act-on-account-date.server.ts';
import { remindRecheck } from '../organisations/recheck.server.ts';
import { expireMeeting } from '../meetings/answer-meeting.server.ts';
import { advanceTrade } from '../trades/advance-trade.server.ts';
import type { DeadlineKind } from './deadline.server.ts';
import { remindDeadlines } from './remind-deadlines.server.ts';

type Handler = (ctx: Context, subjectId: string) => Promise<void>;

/** What the platform itself does when a date passes without an answer. Other dates only show as overdue. */
const handlers: Partial<Record<DeadlineKind, Handler>> = {
  'deal.reply': expireTalk,
  'deal.remind': remindTalk,
  'offer.expire': expireOffer,
  'demand.confirm': remindConfirm,
  'demand.lapse': lapseDemand,
  'bounty.close': closeBounty,
  'bounty.publicity': endBountyPublicity,
  'publicity.end': endPublicity,
  'objection.review': endReview,
  'listing.remind': actOnListingDates,
  'listing.lapse': actOnListingDates,
  'listing.expire': actOnListingDates,
  'trade.bidding': advanceTrade,
  'trade.close': advanceTrade,
  'trade.result': advanceTrade,
  'amendment.take_effect': beginAmendment,
  'contract.term': endTerm,
  'milestone.accept': deemMilestone,
  'obligation.invoice': deferUninvoiced,
  'distribution.end': endRewardPublicity,
  'trial.end': passTrial,
  'trial.decide': passTrial,
  'royalty.minimum': raiseMinimum,
  'royalty.review': deemStatement,
  'evaluation.report': tellOfLateReport,
  'evaluation_expert.remind': remindExpert('remind'),
  'evaluation_expert.due': remindExpert('due'),
  'meeting_request.reply': expireMeeting,
  'payee_account.probe': expireProbe,
  'payee_account.activate': activatePayeeAccount,
  'card_account.activate': activateCardAccount,
  'organisation.remind': remindRecheck,
  'event.close': actOnEventDate('close'),
  'event.remind_days': remindAttendees('event.remind_days'),
  'event.remind_hours': remindAttendees('event.remind_hours'),
  'event.start': actOnEventDate('start'),
  'event.end': actOnEventDate('end'),
  'event_registration.reply': lapseRegistration,
};

const kinds = Object.keys(handlers).map((kind) => kind.split('.') as [string, string]);

/**
 * Does what fell due. Every handler is idempotent, so that two sweeps at once do no harm; one that fails is logged, left
 * open and tried again by the next sweep.
 */
export async function sweepDeadlines(given: Context): Promise<number> {
  const ctx = systemContext(given);
  const due = await ctx.db
    .select()
    .from(deadlines)
    .where(
      and(
        isNull(deadlines.doneAt),
        lte(deadlines.dueAt, ctx.now()),
        or(
          ...kinds.map(([subjectType, kind]) => and(eq(deadlines.subjectType, subjectType), eq(deadlines.kind, kind))),
        ),
      ),
    )
    .orderBy(asc(deadlines.dueAt))
    .limit(500);
  let done = 0;
  for (const row of due) {
    try {
      await handlers[`${row.subjectType}.${row.kind}` as DeadlineKind]?.(ctx, row.subjectId);
      done += 1;
    } catch (error) {
      // A lost race means that somebody acted in the same moment: nothing is left to do.
      if (!(error instanceof AppError)) ctx.log.error({ err: error, deadline: row.id }, 'deadline');
    }
  }
  await remindDeadlines(ctx);
  return done;
}
