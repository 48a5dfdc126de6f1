import { and, eq, isNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import { AppError } from '#app/domain/errors.ts';
import { mayTakePart } from '#app/domain/event-access.ts';
import { type TicketKind, ticketKindLabels } from '#app/domain/event-registration.ts';
import { eventRegistrations, eventTickets } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { once } from '../platform/once.server.ts';
import type { Registration } from './move-event-registration.server.ts';
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
  const { org } = ctx.actor;
  const { field = 'people' } = input;
  if (org === null || !mayTakePart(ctx.actor)) throw new AppError('forbidden');
  // Each number is sent a message: not by a unit that anybody could have opened a minute ago.
  if (!org.verified) throw new AppError('organisation_unverified');
  return inTransaction(ctx, async (tx) => {
    const event = await openEvent(tx, input.eventId);
    const { isFirst } = await once(tx, input.key, 'event.register_group', event.id);
    if (!isFirst) return [];
    const ofUnit = and(
      eq(eventRegistrations.eventId, event.id),
      eq(eventRegistrations.orgId, org.orgId),
      isNull(eventRegistrations.userId),
    );
    if ((await tx.db.$count(eventRegistrations, ofUnit)) + input.people.length > mostPeople) {
      throw new AppError('rate_limited', { says: `一个单位一场活动最多报 ${mostPeople} 人` }, field);
    }
    const phones = input.people.map(({ phone }) => phone);
    const known = await seatedPhones(tx, event.id, phones);
    const twice = input.people.filter(
      ({ phone }, n) => phones.indexOf(phone) !== n || known.some((row) => row.phone === phone),
    );
    if (twice.length > 0) {
      const says = `这些人已经报过名或重复：${twice.map(({ name }) => name).join('、')}`;
      throw new AppError('duplicate', { says }, field);
    }
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
