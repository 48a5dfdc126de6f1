/**
 * What a signed code opens: a ticket (参会码) the door and its owner's page, a badge (胸卡) the door alone, since everybody in the room
 * can take a picture of it.
 */
export type TicketUse = 'ticket' | 'badge';
const marks: Readonly<Record<TicketUse, string>> = { ticket: 'CG1', badge: 'CG2' };

/** A code as its QR carries it: `CG1.<registration>.<serial>.<signature>`, all in letters that QR codes take. */
export interface TicketCode {
  readonly use: TicketUse;
  readonly registrationId: string;
  readonly serial: number;
  /** What the signature is over. */
  readonly signed: string;
  /** ECDSA P-256 with SHA-256, 64 bytes as base64url. */
  readonly signature: string;
}

/** What is signed: what it is for, the registration's id without its dashes, and the serial that a new ticket raises. */
export const signedPart = ({ use, registrationId, serial }: Omit<TicketCode, 'signed' | 'signature'>): string =>
  `${marks[use]}.${registrationId.replaceAll('-', '')}.${serial}`;

export const ticketText = (signed: string, signature: string): string => `${signed}.${signature}`;

/** Reads what a camera saw; null for any other QR code. Says nothing about whether the signature holds. */
export function readTicketCode(text: string): TicketCode | null {
  const match = /^(CG[12]\.([0-9a-f]{32})\.(\d{1,6}))\.([A-Za-z0-9_-]{86})$/.exec(text.trim());
  if (match === null) return null;
  const [, signed = '', hex = '', serial = '', signature = ''] = match;
  const registrationId = [0, 8, 12, 16, 20].map((from, n) => hex.slice(from, [8, 12, 16, 20, 32][n])).join('-');
  const use = signed.startsWith(marks.badge) ? 'badge' : 'ticket';
  return { use, registrationId, serial: Number(serial), signed, signature };
}
