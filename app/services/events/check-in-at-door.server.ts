import { createHmac, timingSafeEqual } from 'node:crypto';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { AppError } from '#app/domain/errors.ts';
import { comingEventStates } from '#app/domain/event.ts';
import { admittedStates } from '#app/domain/event-registration.ts';
import { codeTries, eventAttendees, eventKeys, eventRegistrations, events } from '#db/schema/index.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { lockName } from '../lock-name.server.ts';
import { checkIn } from './check-in.server.ts';
import type { Event } from './own-event.server.ts';
import { isEventNo } from './public-queries.server.ts';

/** What the QR on the door carries: known only to who stands before it, or was sent a picture of it. */
export async function doorKey(ctx: Pick<Context, 'db'>, eventId: string): Promise<string> {
  const [keys] = await ctx.db.select().from(eventKeys).where(eq(eventKeys.eventId, eventId));
  if (keys === undefined) throw new AppError('not_found');
  return createHmac('sha256', keys.privatePem).update(`door:${eventId}`).digest('base64url').slice(0, 22);
}

/** The running event behind a door's QR. */
export async function eventAtDoor(ctx: Context, no: string, key: string): Promise<Event> {
  if (!isEventNo(no)) throw new AppError('not_found');
  const [event] = await ctx.db.select().from(events).where(eq(events.no, no));
  if (event === undefined) throw new AppError('not_found');
  const expected = Buffer.from(await doorKey(ctx, event.id));
  const given = Buffer.from(key);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new AppError('not_found');
  return event;
}

/** From this long before the beginning the door answers. */
const opensMs = 2 * 3_600_000;
/** Wrong numbers an hour: of one address, and of all before one door. Right ones count nothing. */
const wrongByAddress = 60;
const wrongByDoor = 600;

/**
 * Somebody scans the door's QR and gives the number he registered with. Numbers cannot be tried out: the answer names nobody,
 * and a door takes so many wrong ones an hour.
 */
export async function checkInAtDoor(ctx: Context, input: { no: string; key: string; phone: string }): Promise<void> {
  const event = await eventAtDoor(ctx, input.no, input.key);
  // After the end only the organizer enters who came: a picture of the door's QR checks nobody in from home.
  if (!comingEventStates.includes(event.state)) throw new AppError('state_changed');
  if (event.state !== 'running' && ctx.now().getTime() < event.startsAt.getTime() - opensMs) {
    throw new AppError('invalid', { says: '签到还没有开始，活动前 2 小时开放。' });
  }
  const found = await inTransaction(ctx, (tx) => tryNumber(tx, event.id, input.phone));
  if (found === null) {
    throw new AppError('invalid', { says: '没有查到这个号码的报名，请核对号码或找现场工作人员。' }, 'phone');
  }
  const scan = { scanKey: v7(), registrationId: found, deed: 'in', method: 'door', at: ctx.now() } as const;
  const outcome = await checkIn(ctx, event.id, scan, {});
  if (outcome === 'already_in') throw new AppError('invalid', { says: '你已经签到，请直接入场。' }, 'phone');
}

/** The registration behind a number, or null and one wrong try more; two at once are counted one after the other. */
async function tryNumber(tx: In<Context>, eventId: string, phone: string): Promise<string | null> {
  const door = `door:${eventId}`;
  const own = `${door}:${tx.address ?? ''}`;
  await lockName(tx.db, door);
  const hourAgo = new Date(tx.now().getTime() - 3_600_000).toISOString();
  const wrong = (subject: string) =>
    tx.db.$count(codeTries, and(eq(codeTries.subject, subject), sql`${codeTries.at} > ${hourAgo}`));
  if ((await wrong(own)) >= wrongByAddress || (await wrong(door)) >= wrongByDoor) throw new AppError('rate_limited');
  const [found] = await tx.db
    .select({ id: eventRegistrations.id })
    .from(eventAttendees)
    .innerJoin(eventRegistrations, eq(eventRegistrations.id, eventAttendees.registrationId))
    .where(
      and(
        eq(eventAttendees.eventId, eventId),
        eq(eventAttendees.phone, phone),
        inArray(eventRegistrations.state, admittedStates),
      ),
    )
    .orderBy(desc(eventRegistrations.createdAt))
    .limit(1);
  if (found === undefined)
    await tx.db.insert(codeTries).values([own, door].map((subject) => ({ subject, at: tx.now() })));
  return found?.id ?? null;
}
