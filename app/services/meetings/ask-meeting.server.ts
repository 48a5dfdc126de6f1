import { and, count, eq, inArray } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { askedValue, maxOpenRequests, meetingRequestMachine } from '#app/domain/event-meeting.ts';
import { admittedStates } from '#app/domain/event-registration.ts';
import { nextState } from '#app/domain/machine.ts';
import { achievements, eventRegistrations, meetingPeople, meetingRequests } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';
import type { MeetingRequest } from './move-request.server.ts';
import { ownSeat, refuseOver, type Registration } from './reach-event.server.ts';

export interface AskMeeting {
  readonly eventId: string;
  readonly toId: string;
  readonly purpose: string;
  readonly achievementId?: string | undefined;
  readonly key?: string;
}

/** The two registrations in order: a pair has one open request, whoever asked. */
export const pairKeyOf = (one: string, other: string): string => [one, other].sort().join(' ');

/** A participant asks another one for a meeting (约见), with its purpose; the other answers within the organizer's hours. */
export async function askMeeting(ctx: ActorContext, input: AskMeeting): Promise<MeetingRequest> {
  const { event, plan, seat } = await ownSeat(ctx, input.eventId);
  refuseOver(event);
  if (ctx.now() > plan.requestsEndAt) throw new AppError('invalid', { says: '约见已经截止' });
  if (input.toId === seat.id) throw new AppError('invalid', { says: '不能约自己' });
  const [own] = await ctx.db.select().from(meetingPeople).where(eq(meetingPeople.registrationId, seat.id));
  if (own?.takesPart !== true) throw new AppError('invalid', { says: '先在“我什么时候能见”里选参加，再约人。' });
  return inTransaction(
    ctx,
    async (tx) => {
      const { id, earlier } = await onceRow(tx, meetingRequests, input.key, 'meeting.ask');
      if (earlier) return earlier;
      // The asker's row orders his requests, so that the limit holds.
      await tx.db.select().from(eventRegistrations).where(eq(eventRegistrations.id, seat.id)).for('update');
      const other = await reachableOther(tx, event.id, input.toId);
      await refuseMany(tx, seat.id);
      await refuseForeign(tx, input.achievementId, [seat.orgId, other.orgId]);
      const due = Math.min(tx.now().getTime() + plan.replyHours * 3_600_000, event.startsAt.getTime());
      const replyDueAt = new Date(Math.max(due, tx.now().getTime()));
      const row = await insertRow(tx, meetingRequests, {
        id,
        eventId: event.id,
        fromId: seat.id,
        toId: other.id,
        pairKey: pairKeyOf(seat.id, other.id),
        origin: 'asked',
        state: nextState(meetingRequestMachine, 'draft', 'ask'),
        purpose: input.purpose,
        achievementId: input.achievementId ?? null,
        value: askedValue,
        replyDueAt,
        askedBy: tx.actor.userId,
        createdAt: tx.now(),
        updatedAt: tx.now(),
      });
      await setDeadline(tx, { kind: 'meeting_request.reply', subjectId: id, orgId: null, dueAt: replyDueAt });
      await audit(tx, { deed: 'meeting_request.ask', subjectType: 'meeting_request', subjectId: id });
      if (other.userId !== null)
        await notifyPeople(tx, [other.userId], {
          kind: 'meeting_request.ask',
          params: { title: event.title },
          href: `/desk/meetings/${event.id}`,
        });
      return row;
    },
    () => new AppError('duplicate', { says: '你们之间已经有一个约见' }),
  );
}

async function reachableOther(tx: In<ActorContext>, eventId: string, id: string): Promise<Registration> {
  const [row] = await tx.db
    .select({ other: eventRegistrations, takesPart: meetingPeople.takesPart })
    .from(eventRegistrations)
    .leftJoin(meetingPeople, eq(meetingPeople.registrationId, eventRegistrations.id))
    .where(
      and(
        eq(eventRegistrations.id, id),
        eq(eventRegistrations.eventId, eventId),
        inArray(eventRegistrations.state, admittedStates),
      ),
    );
  if (row === undefined || row.other.userId === null || row.takesPart !== true) throw new AppError('not_found');
  return row.other;
}

async function refuseMany(tx: In<ActorContext>, seatId: string): Promise<void> {
  const [row] = await tx.db
    .select({ n: count() })
    .from(meetingRequests)
    .where(and(eq(meetingRequests.fromId, seatId), inArray(meetingRequests.state, ['pending', 'accepted'])));
  if ((row?.n ?? 0) >= maxOpenRequests)
    throw new AppError('rate_limited', { says: `同时最多约 ${maxOpenRequests} 个人，先撤回几个再约。` });
}

/** The talk is about a published achievement of one of the two. */
async function refuseForeign(tx: In<ActorContext>, id: string | undefined, orgIds: readonly (string | null)[]) {
  if (id === undefined) return;
  const [row] = await tx.db.select().from(achievements).where(eq(achievements.id, id));
  if (row === undefined || row.state !== 'published' || !orgIds.includes(row.orgId))
    throw new AppError('invalid', { says: '选你方或对方单位的公开成果' }, 'achievementId');
}
