import { createHash, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { attendableEventStates } from '#app/domain/event.ts';
import { events, eventStewards, eventStewardSessions } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type Context, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { type Event, ownEvent } from './own-event.server.ts';

export type Steward = typeof eventStewards.$inferSelect;

/** Wrong PINs until the link is dead; the organizer makes another. */
const mostTries = 10;
export const shiftHours = 16;

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
const pinHashOf = (linkHash: string, pin: string): string => scryptSync(pin, linkHash, 32).toString('base64url');

/** Makes a helper's link for one door; it is shown once, and opens with the PIN only. */
export async function addSteward(
  ctx: ActorContext,
  input: { eventId: string; label: string; pin: string },
): Promise<{ steward: Steward; link: string }> {
  const event = await ownEvent(ctx, input.eventId);
  const link = randomBytes(18).toString('base64url');
  const linkHash = hashOf(link);
  return inTransaction(ctx, async (tx) => {
    const steward = await insertRow(tx, eventStewards, {
      eventId: event.id,
      label: input.label,
      linkHash,
      pinHash: pinHashOf(linkHash, input.pin),
      createdBy: tx.actor.userId,
      createdAt: tx.now(),
    });
    await audit(tx, { deed: 'event.add_steward', subjectType: 'event', subjectId: event.id });
    return { steward, link };
  });
}

/** Ends a helper's link and every phone that used it. */
export async function revokeSteward(ctx: ActorContext, input: { eventId: string; rowId: string }): Promise<void> {
  await ownEvent(ctx, input.eventId);
  await inTransaction(ctx, async (tx) => {
    const rows = await tx.db
      .update(eventStewards)
      .set({ revokedAt: tx.now() })
      .where(
        and(
          eq(eventStewards.id, input.rowId),
          eq(eventStewards.eventId, input.eventId),
          isNull(eventStewards.revokedAt),
        ),
      )
      .returning({ id: eventStewards.id });
    if (rows.length === 0) throw new AppError('not_found');
    await audit(tx, { deed: 'event.revoke_steward', subjectType: 'event', subjectId: input.eventId });
  });
}

/** The helper's link, before the PIN: which event and door it is for. Dead and foreign links are not found. */
export async function stewardOfLink(ctx: Context, link: string): Promise<{ steward: Steward; event: Event }> {
  const [row] = await ctx.db
    .select({ steward: eventStewards, event: events })
    .from(eventStewards)
    .innerJoin(events, eq(events.id, eventStewards.eventId))
    .where(and(eq(eventStewards.linkHash, hashOf(link)), isNull(eventStewards.revokedAt)));
  if (row === undefined || !attendableEventStates.includes(row.event.state)) throw new AppError('not_found');
  return row;
}

/** The PIN opens a phone for a day; ten wrong ones end the link. */
export async function openSteward(ctx: Context, input: { link: string; pin: string }): Promise<string> {
  const { steward } = await stewardOfLink(ctx, input.link);
  const [counted] = await ctx.db
    .update(eventStewards)
    .set({ tries: sql`${eventStewards.tries} + 1` })
    .where(and(eq(eventStewards.id, steward.id), sql`${eventStewards.tries} < ${mostTries}`))
    .returning({ id: eventStewards.id });
  if (counted === undefined) {
    throw new AppError('rate_limited', { says: '错误次数太多，这个链接已停用。请组织方另发一个。' }, 'pin');
  }
  const given = Buffer.from(pinHashOf(steward.linkHash, input.pin));
  if (!timingSafeEqual(given, Buffer.from(steward.pinHash))) {
    throw new AppError('invalid', { says: '口令不对，请问组织方。' }, 'pin');
  }
  const token = randomBytes(24).toString('base64url');
  await inTransaction(ctx, async (tx) => {
    await tx.db.update(eventStewards).set({ tries: 0 }).where(eq(eventStewards.id, steward.id));
    await tx.db.insert(eventStewardSessions).values({
      stewardId: steward.id,
      tokenHash: hashOf(token),
      expiresAt: new Date(tx.now().getTime() + shiftHours * 3_600_000),
      createdAt: tx.now(),
    });
  });
  return token;
}

/** The helper on this phone, or null where the PIN is still to be given. */
export async function stewardOfPhone(
  ctx: Context,
  link: string,
  token: string | null,
): Promise<{ steward: Steward; event: Event } | null> {
  const found = await stewardOfLink(ctx, link);
  if (token === null) return null;
  const [session] = await ctx.db
    .select({ id: eventStewardSessions.id })
    .from(eventStewardSessions)
    .where(
      and(
        eq(eventStewardSessions.tokenHash, hashOf(token)),
        eq(eventStewardSessions.stewardId, found.steward.id),
        gt(eventStewardSessions.expiresAt, ctx.now()),
      ),
    );
  return session === undefined ? null : found;
}

/** The helper's shift is over: the phone's way in is gone. */
export async function closePhone(ctx: Context, token: string): Promise<void> {
  await ctx.db.delete(eventStewardSessions).where(eq(eventStewardSessions.tokenHash, hashOf(token)));
}
