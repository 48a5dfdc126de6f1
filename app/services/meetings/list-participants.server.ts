import { and, asc, eq, inArray } from 'drizzle-orm';
import { admittedStates } from '#app/domain/event-registration.ts';
import { eventAttendees, eventRegistrations, eventTickets, meetingPeople, organisations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/**
 * Those who have a seat at an event, as other participants may see them: name, unit, post; no number, no address. Only who said
 * that he takes part is shown to others (个人信息保护法 art. 13, 23).
 */
export async function listParticipants({ db }: Pick<Context, 'db'>, eventId: string) {
  const rows = await db
    .select({
      registration: eventRegistrations,
      kind: eventTickets.kind,
      name: eventAttendees.name,
      post: eventAttendees.post,
      unit: eventAttendees.unit,
      orgName: organisations.name,
      person: meetingPeople,
    })
    .from(eventRegistrations)
    .innerJoin(eventTickets, eq(eventTickets.id, eventRegistrations.ticketId))
    .leftJoin(eventAttendees, eq(eventAttendees.registrationId, eventRegistrations.id))
    .leftJoin(organisations, eq(organisations.id, eventRegistrations.orgId))
    .leftJoin(meetingPeople, eq(meetingPeople.registrationId, eventRegistrations.id))
    .where(and(eq(eventRegistrations.eventId, eventId), inArray(eventRegistrations.state, admittedStates)))
    .orderBy(asc(eventTickets.kind), asc(eventRegistrations.id));
  return rows.map(({ registration, kind, name, post, unit, orgName, person }) => ({
    id: registration.id,
    userId: registration.userId,
    orgId: registration.orgId,
    kind,
    name: name ?? '（已删除）',
    post: post ?? '',
    unit: orgName ?? unit ?? '',
    takesPart: registration.userId !== null && person?.takesPart === true,
    isOnline: person?.isOnline ?? false,
    limit: person?.limit ?? null,
    awaySlots: person?.awaySlots ?? [],
    seeks: person?.seeks ?? '',
    hasAnswered: person !== null,
    isCheckedIn: registration.checkedInAt !== null,
  }));
}
export type Participant = Awaited<ReturnType<typeof listParticipants>>[number];
