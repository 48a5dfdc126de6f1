import { and, eq, inArray } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { openDealStates } from '#app/domain/deal-state.ts';
import { AppError } from '#app/domain/errors.ts';
import {
  achievements,
  deals,
  eventMeetings,
  eventRegistrations,
  events,
  meetingRequests,
  meetingSides,
  organisations,
} from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { openTalkingDeal } from '../deals/open-talking-deal.server.ts';
import { noteEventDeal } from '../events/note-event-deal.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import type { EventMeeting } from './meeting-problem.server.ts';

/** The one published achievement that the two could deal about: the request's, else the only one of a supplier. Null: unclear. */
async function subjectOf(tx: In<ActorContext>, given: string | null, orgIds: readonly string[]) {
  const own = await tx.db
    .select()
    .from(achievements)
    .where(
      and(
        eq(achievements.state, 'published'),
        inArray(achievements.orgId, [...orgIds]),
        given === null ? undefined : eq(achievements.id, given),
      ),
    )
    .limit(2);
  return own.length === 1 ? own[0]! : null;
}

/**
 * Opens the deal room of a meeting in which both sides said 意向, or finds the one the pair already has. Both want it, so that nobody
 * has to be asked again: the room is open at once, and the other side is told. Null where no officer of a verified unit
 * acts, or nobody said which achievement it is about.
 */
export async function openMeetingDeal(
  tx: In<ActorContext>,
  meeting: EventMeeting,
  chosenId: string | null = null,
): Promise<string | null> {
  const { org } = tx.actor;
  if (org === null || !org.verified || !hasRole(tx.actor, 'officer')) return null;
  const sides = await tx.db
    .select({ org: organisations })
    .from(eventRegistrations)
    .innerJoin(organisations, eq(organisations.id, eventRegistrations.orgId))
    .where(inArray(eventRegistrations.id, [meeting.fromId, meeting.toId]));
  const orgs = sides.map((side) => side.org);
  if (orgs.length !== 2 || !orgs.some(({ id }) => id === org.orgId)) return null;
  const [request] = await tx.db.select().from(meetingRequests).where(eq(meetingRequests.id, meeting.requestId));
  const achievement = await subjectOf(
    tx,
    chosenId ?? request?.achievementId ?? null,
    orgs.map(({ id }) => id),
  );
  const licensee = orgs.find(({ id, kind }) => kind === 'enterprise' && id !== achievement?.orgId);
  const other = orgs.find(({ id }) => id !== org.orgId);
  if (achievement === null || licensee === undefined || other?.state !== 'verified') return null;
  // The achievement's row orders all talks about it, so that no pair gets two open deals.
  await tx.db
    .select({ id: achievements.id })
    .from(achievements)
    .where(eq(achievements.id, achievement.id))
    .for('update');
  const [open] = await tx.db
    .select({ id: deals.id })
    .from(deals)
    .where(
      and(
        eq(deals.achievementId, achievement.id),
        eq(deals.licenseeOrgId, licensee.id),
        inArray(deals.state, [...openDealStates]),
      ),
    );
  const dealId = open?.id ?? (await createDeal(tx, meeting, achievement, licensee.id, request));
  await tx.db.update(eventMeetings).set({ dealId, updatedAt: tx.now() }).where(eq(eventMeetings.id, meeting.id));
  await noteEventDeal(tx, { dealId, eventId: meeting.eventId });
  await audit(tx, { deed: 'event_meeting.open_deal', subjectType: 'event_meeting', subjectId: meeting.id });
  await notifyOrganisation(tx, other.id, ['officer'], { kind: 'deal.salon', href: `/desk/deals/${dealId}` });
  return dealId;
}

async function createDeal(
  tx: In<ActorContext>,
  meeting: EventMeeting,
  achievement: typeof achievements.$inferSelect,
  licenseeOrgId: string,
  request: typeof meetingRequests.$inferSelect | undefined,
): Promise<string> {
  const [event] = await tx.db.select().from(events).where(eq(events.id, meeting.eventId));
  const deal = await openTalkingDeal(tx, {
    achievementId: achievement.id,
    achievementVersionN: achievement.versionN,
    licensorOrgId: achievement.orgId,
    licenseeOrgId,
    demandId: request?.achievementId === achievement.id ? request.demandId : null,
    origin: 'salon',
    sourceId: null,
    purpose: `在「${event?.title ?? ''}」一对一洽谈中表达合作意向。${request?.purpose ?? ''}`.slice(0, 500),
    askedBy: tx.actor.userId,
    repliedBy: tx.actor.userId,
    saidByOrgId: tx.actor.org?.orgId ?? achievement.orgId,
    deed: 'deal.salon',
  });
  return deal.id;
}

/** After an intent of both sides that named no achievement: an officer of either says which one, and the room opens. */
export async function openDealOfMeeting(
  ctx: ActorContext,
  input: { meetingId: string; achievementId: string },
): Promise<string> {
  if (!hasRole(ctx.actor, 'officer')) throw new AppError('forbidden');
  if (!ctx.actor.org?.verified) throw new AppError('organisation_unverified');
  return inTransaction(ctx, async (tx) => {
    const [meeting] = await tx.db
      .select()
      .from(eventMeetings)
      .where(eq(eventMeetings.id, input.meetingId))
      .for('update');
    if (meeting === undefined) throw new AppError('not_found');
    const own = await tx.db
      .select({ outcome: meetingSides.outcome, orgId: eventRegistrations.orgId })
      .from(meetingSides)
      .innerJoin(eventRegistrations, eq(eventRegistrations.id, meetingSides.registrationId))
      .where(eq(meetingSides.meetingId, meeting.id));
    if (!own.some(({ orgId }) => orgId === tx.actor.org?.orgId)) throw new AppError('not_found');
    if (!own.every(({ outcome }) => outcome === 'intent')) throw new AppError('state_changed');
    const dealId = meeting.dealId ?? (await openMeetingDeal(tx, meeting, input.achievementId));
    if (dealId === null) throw new AppError('invalid', { says: '这项成果不属于会面的两家单位，或没有公开。' });
    return dealId;
  });
}
