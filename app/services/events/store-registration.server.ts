import { shownQuestions } from '#app/domain/event-form.ts';
import type { Companion } from '#app/domain/event-registration.ts';
import { eventAttendees, eventRegistrations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, In } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import type { Registration } from './move-event-registration.server.ts';
import type { Event } from './own-event.server.ts';

export interface Attendee {
  readonly name: string;
  readonly phone: string;
  readonly email?: string;
  readonly unit: string;
  readonly post: string;
  readonly companions?: readonly Companion[];
  readonly answers?: Readonly<Record<string, string>>;
}

/** What somebody says of himself, with the answers to those questions only that were put to him. */
export function attendeeColumns(event: Event, input: Attendee) {
  const answers = input.answers ?? {};
  const shown = new Set(shownQuestions(event.questions, answers).map(({ id }) => id));
  return {
    name: input.name,
    phone: input.phone,
    email: input.email ?? '',
    unit: input.unit,
    post: input.post,
    companions: input.companions ?? [],
    answers: Object.fromEntries(Object.entries(answers).filter(([id]) => shown.has(id))),
  };
}

/** Writes the row and, apart from it, the personal data. */
export async function storeRegistration(
  tx: In<ActorContext>,
  event: Event,
  input: Attendee &
    Pick<Registration, 'id' | 'ticketId' | 'seats' | 'state' | 'userId'> & {
      replyDueAt?: Date;
      orgId?: string | null;
    },
): Promise<Registration> {
  const now = tx.now();
  const row = await insertRow(tx, eventRegistrations, {
    id: input.id,
    eventId: event.id,
    ticketId: input.ticketId,
    userId: input.userId,
    orgId: input.orgId === undefined ? (tx.actor.org?.orgId ?? null) : input.orgId,
    registeredBy: tx.actor.userId,
    state: input.state,
    seats: input.seats,
    queuedAt: input.state === 'waitlisted' ? now : null,
    replyDueAt: input.replyDueAt ?? null,
    createdAt: now,
    updatedAt: now,
  });
  await tx.db
    .insert(eventAttendees)
    .values({ registrationId: row.id, eventId: event.id, ...attendeeColumns(event, input) });
  await audit(tx, { deed: 'event.register', subjectType: 'event_registration', subjectId: row.id });
  return row;
}
