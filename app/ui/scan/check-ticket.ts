import { readTicketCode } from '#app/domain/ticket-code.ts';

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> => {
  const raw = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(raw, (sign) => sign.charCodeAt(0));
};

/** True where the ticket was signed with this event's key: asked on the phone, without the network. */
export async function isGenuineTicket(code: string, publicKey: JsonWebKey): Promise<boolean> {
  const ticket = readTicketCode(code);
  if (ticket === null) return false;
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('jwk', publicKey, curve, false, ['verify']);
  return crypto.subtle.verify(
    { name: 'ECDSA', hash: 'SHA-256' },
    key,
    fromBase64Url(ticket.signature),
    new TextEncoder().encode(ticket.signed),
  );
}
