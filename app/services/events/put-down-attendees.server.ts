import { and, eq, inArray } from 'drizzle-orm';
import { v7 } from 'uuid';
import { faultWords, type ListedAttendee, type ListFault } from '#app/domain/attendee-list.ts';
import { AppError } from '#app/domain/errors.ts';
import { activeStates, eventRegistrationMachine, ticketKindLabels } from '#app/domain/event-registration.ts';
import { nextState } from '#app/domain/machine.ts';
import { eventRegistrations, eventTickets, users } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { once } from '../platform/once.server.ts';
import { takeSeats } from './move-event-registration.server.ts';
import { type Event, lockEvent, ownEvent } from './own-event.server.ts';
import { seatedPhones } from './seated-phones.server.ts';
import { storeRegistration } from './store-registration.server.ts';
import { tellThese } from './tell-attendees.server.ts';

interface PutDown {
  readonly eventId: string;
  readonly people: readonly ListedAttendee[];
  /** For rows that name no kind. */
  readonly ticketId: string;
  /** Until when they answer; null: they are registered at once, for they have said yes elsewhere. */
  readonly replyDueAt: Date | null;
  readonly key?: string | undefined;
}

/**
 * The organizer's list (名单): everybody on it gets an invitation or a ticket of his own, with a message to his number. All or none:
 * a kind without seats, a number that has a place already, and the list is refused with its rows.
 */
export async function putDownAttendees(ctx: ActorContext, input: PutDown): Promise<number> {
  const own = await ownEvent(ctx, input.eventId);
  return inTransaction(ctx, async (tx) => {
    const { isFirst } = await once(tx, input.key, 'event.put_down', own.id);
    if (!isFirst) return 0;
    const event = await lockEvent(tx, own.id);
    refuseLate(event, input.replyDueAt, tx.now());
    const word = input.replyDueAt === null ? 'putDown' : 'invite';
    const state = nextState(eventRegistrationMachine, eventRegistrationMachine.initial, word);
    const phones = input.people.map(({ phone }) => phone);
    const accounts = await accountsOf(tx, phones);
    const known = await seatedAlready(tx, event.id, phones, accounts);
    const tickets = await tx.db.select().from(eventTickets).where(eq(eventTickets.eventId, event.id));
    const faults: ListFault[] = [];
    const ids: string[] = [];
    for (const { rowNo, kind, ...person } of input.people) {
      const ticket = tickets.find((one) => (kind === null ? one.id === input.ticketId : one.kind === kind));
      if (known.has(person.phone)) faults.push({ rowNo, says: `${person.name}已经报过名或收到过邀请` });
      else if (ticket === undefined)
        faults.push({ rowNo, says: `没有设${kind ? ticketKindLabels[kind] : '这类'}名额` });
      else if (!(await takeSeats(tx, ticket.id, 1)))
        faults.push({ rowNo, says: `${ticketKindLabels[ticket.kind]}名额已满` });
      else {
        const userId = accounts.get(person.phone) ?? null;
        const seat = { id: v7(), ticketId: ticket.id, seats: 1, state, userId, orgId: null };
        const row = await storeRegistration(tx, event, { ...person, ...seat, ...dueOf(input.replyDueAt) });
        ids.push(row.id);
      }
    }
    if (faults.length > 0) throw new AppError('invalid', { says: faultWords(faults) }, 'file');
    if (input.replyDueAt !== null) {
      for (const subjectId of ids) {
        await setDeadline(tx, { kind: 'event_registration.reply', subjectId, orgId: null, dueAt: input.replyDueAt });
      }
    }
    await tellThese(tx, event, ids, input.replyDueAt === null ? 'seat.done' : 'seat.invite', input.replyDueAt);
    return ids.length;
  });
}

const dueOf = (replyDueAt: Date | null) => (replyDueAt === null ? {} : { replyDueAt });

function refuseLate(event: Event, replyDueAt: Date | null, now: Date): void {
  if (event.state !== 'published' && event.state !== 'registration_closed') throw new AppError('state_changed');
  if (replyDueAt !== null && (replyDueAt <= now || replyDueAt > event.startsAt)) {
    throw new AppError('invalid', { says: '回执期限要在现在和活动开始之间' }, 'replyDueAt');
  }
}

type Accounts = ReadonlyMap<string, string>;

/** Accounts behind these numbers, so that the ticket stands on the person's own desk too. */
async function accountsOf(tx: In<ActorContext>, phones: readonly string[]): Promise<Accounts> {
  const rows = await tx.db
    .select({ id: users.id, phone: users.phoneNumber })
    .from(users)
    .where(inArray(users.phoneNumber, [...phones]));
  return new Map(rows.flatMap(({ id, phone }) => (phone === null ? [] : [[phone, id] as const])));
}

/** Numbers that have a place already, whoever put them down: under the number itself, or by the account behind it. */
async function seatedAlready(
  tx: In<ActorContext>,
  eventId: string,
  phones: readonly string[],
  accounts: Accounts,
): Promise<ReadonlySet<string>> {
  const byPhone = (await seatedPhones(tx, eventId, phones)).map(({ phone }) => phone);
  if (accounts.size === 0) return new Set(byPhone);
  const rows = await tx.db
    .select({ userId: eventRegistrations.userId })
    .from(eventRegistrations)
    .where(
      and(
        eq(eventRegistrations.eventId, eventId),
        inArray(eventRegistrations.userId, [...accounts.values()]),
        inArray(eventRegistrations.state, activeStates),
      ),
    );
  const seated = new Set(rows.map(({ userId }) => userId));
  return new Set([...byPhone, ...[...accounts].filter(([, id]) => seated.has(id)).map(([phone]) => phone)]);
}
