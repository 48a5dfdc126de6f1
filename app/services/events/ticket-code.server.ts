import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, sign, verify } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { readTicketCode, signedPart, ticketText, type TicketUse } from '#app/domain/ticket-code.ts';
import { eventKeys } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

/** P-256 and not Ed25519: the phones at the door check signatures offline, and old browsers know only the former. */
export async function makeEventKeys(tx: In<Context>, eventId: string): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await tx.db.insert(eventKeys).values({
    eventId,
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  });
}

async function keysOf(ctx: Pick<Context, 'db'>, eventId: string): Promise<typeof eventKeys.$inferSelect> {
  const [keys] = await ctx.db.select().from(eventKeys).where(eq(eventKeys.eventId, eventId));
  if (keys === undefined) throw new AppError('not_found');
  return keys;
}

const dsaEncoding = 'ieee-p1363' as const;

/** Signs tickets or badges of one event: its key is read once. */
export async function ticketSigner(
  ctx: Pick<Context, 'db'>,
  eventId: string,
  use: TicketUse = 'ticket',
): Promise<(ticket: { id: string; ticketSerial: number }) => string> {
  const key = createPrivateKey((await keysOf(ctx, eventId)).privatePem);
  return ({ id, ticketSerial }) => {
    const text = signedPart({ use, registrationId: id, serial: ticketSerial });
    return ticketText(text, sign('sha256', Buffer.from(text), { key, dsaEncoding }).toString('base64url'));
  };
}

/** The key with which a phone at the door checks tickets without the network. */
export async function publicTicketKey(ctx: Pick<Context, 'db'>, eventId: string): Promise<JsonWebKey> {
  return createPublicKey((await keysOf(ctx, eventId)).publicPem).export({ format: 'jwk' });
}

/** The registration that a scanned text names, or null where it was not signed with this event's key. */
export async function openTicket(
  ctx: Pick<Context, 'db'>,
  eventId: string,
  code: string,
): Promise<{ registrationId: string; serial: number } | null> {
  const ticket = readTicketCode(code);
  if (ticket === null) return null;
  const key = createPublicKey((await keysOf(ctx, eventId)).publicPem);
  const isGenuine = verify(
    'sha256',
    Buffer.from(ticket.signed),
    { key, dsaEncoding },
    Buffer.from(ticket.signature, 'base64url'),
  );
  return isGenuine ? { registrationId: ticket.registrationId, serial: ticket.serial } : null;
}
