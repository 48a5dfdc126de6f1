import { and, eq, isNull, ne, or } from 'drizzle-orm';
import { v7 } from 'uuid';
import { AppError } from '#app/domain/errors.ts';
import { mayTakePart } from '#app/domain/event-access.ts';
import { type TicketKind, ticketKindLabels } from '#app/domain/event-registration.ts';
import { eventRegistrations, eventTickets } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { once } from '../platform/once.server.ts';
import type { Registration } from './move-event-registration.server.ts';
import type { Event } from './own-event.server.ts';
import { openEvent, seatAttendee } from './register.server.ts';
import { seatedPhones } from './seated-phones.server.ts';

export interface RegisterGroup {
  readonly eventId: string;
  readonly ticketId: string;
  readonly people: readonly GroupMember[];
  /** The field of the form that the people came in. */
  readonly field?: 'people' | 'file';
  readonly key?: string | undefined;
}

interface GroupMember {
  readonly name: string;
  readonly phone: string;
  readonly post: string;
  /** What he comes as, where the list says so. */
  readonly kind?: TicketKind | null;
}

/** Most people that one unit registers for one event: each is sent a message, whoever the number belongs to. */
const mostPeople = 200;

/** An officer registers people of his unit (团体报名): each has a ticket of his own, sent to his number; a number counts once. */
export async function registerGroup(ctx: ActorContext, input: RegisterGroup): Promise<Registration[]> {
  const org = groupUnit(ctx);
  const { field = 'people' } = input;
  return inTransaction(ctx, async (tx) => {
    const event = await openEvent(tx, input.eventId);
    const { isFirst } = await once(tx, input.key, 'event.register_group', event.id);
    if (!isFirst) return [];
    // First, for whoever asks keeps the event's numbers for himself: of two lists the later one counts the earlier.
    const known = await seatedPhones(
      tx,
      event.id,
      input.people.map(({ phone }) => phone),
    );
    await refuseTooMany(tx, event, org.orgId, input);
    refuseTwice(input, known, org.orgId);
    const tickets = await tx.db.select().from(eventTickets).where(eq(eventTickets.eventId, event.id));
    const rows: Registration[] = [];
    for (const { kind = null, ...person } of input.people) {
      const named = tickets.find((ticket) => ticket.kind === kind && !ticket.isInviteOnly);
      if (kind !== null && named === undefined) {
        throw new AppError('invalid', { says: `${person.name}：不能报${ticketKindLabels[kind]}` }, field);
      }
      rows.push(
        await seatAttendee(tx, event, {
          ...person,
          id: v7(),
          ticketId: named?.id ?? input.ticketId,
          userId: null,
          unit: org.orgName,
        }),
      );
    }
    return rows;
  });
}

/** What is refused whatever the list says: asked before a list is read. */
export async function refuseGroup(ctx: ActorContext, input: { readonly eventId: string }): Promise<void> {
  groupUnit(ctx);
  await inTransaction(ctx, (tx) => openEvent(tx, input.eventId));
}

function groupUnit({ actor }: ActorContext): NonNullable<ActorContext['actor']['org']> {
  if (actor.org === null || !mayTakePart(actor)) throw new AppError('forbidden');
  // Each number is sent a message: not by a unit that anybody could have opened a minute ago.
  if (!actor.org.verified) throw new AppError('organisation_unverified');
  return actor.org;
}

/** Whom the unit put down counts also once he took his place over or gave it up: his message was sent. */
async function refuseTooMany(tx: In<ActorContext>, event: Event, orgId: string, input: RegisterGroup): Promise<void> {
  const ofUnit = and(
    eq(eventRegistrations.eventId, event.id),
    eq(eventRegistrations.orgId, orgId),
    or(isNull(eventRegistrations.userId), ne(eventRegistrations.registeredBy, eventRegistrations.userId)),
  );
  if ((await tx.db.$count(eventRegistrations, ofUnit)) + input.people.length > mostPeople)
    throw new AppError('rate_limited', { says: `一个单位一场活动最多报 ${mostPeople} 人` }, input.field ?? 'people');
}

/** A number counts once. Who comes for another unit, or for himself, is no business of this one: of them it reads how many. */
function refuseTwice(
  { people, field = 'people' }: RegisterGroup,
  known: readonly { readonly phone: string; readonly orgId: string | null }[],
  orgId: string,
): void {
  const [own, foreign] = [true, false].map(
    (isOwn) => new Set(known.filter((row) => (row.orgId === orgId) === isOwn).map(({ phone }) => phone)),
  ) as [Set<string>, Set<string>];
  const phones = people.map(({ phone }) => phone);
  const named = people.filter(({ phone }, n) => phones.indexOf(phone) !== n || own.has(phone));
  const elsewhere = new Set(phones.filter((phone) => foreign.has(phone))).size;
  const says = [
    named.length > 0 ? `这些人已经报过名或重复：${named.map(({ name }) => name).join('、')}` : '',
    elsewhere > 0 ? `名单里有 ${elsewhere} 个手机号已由本人或别的单位报名，请向同事核对后去掉` : '',
  ].filter((part) => part !== '');
  if (says.length > 0) throw new AppError('duplicate', { says: says.join('；') }, field);
}
