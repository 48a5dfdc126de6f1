/** A ticket (参会码) as its QR carries it: `CG1.<registration>.<serial>.<signature>`, all in letters that QR codes take. */
export interface TicketCode {
  readonly registrationId: string;
  readonly serial: number;
  /** What the signature is over. */
  readonly signed: string;
  /** ECDSA P-256 with SHA-256, 64 bytes as base64url. */
  readonly signature: string;
}

/** What is signed: the registration's id without its dashes, and the serial that a new ticket raises. */
export const signedPart = ({ registrationId, serial }: { registrationId: string; serial: number }): string =>
  `CG1.${registrationId.replaceAll('-', '')}.${serial}`;

export const ticketText = (signed: string, signature: string): string => `${signed}.${signature}`;

/** Reads what a camera saw; null for any other QR code. Says nothing about whether the signature holds. */
export function readTicketCode(text: string): TicketCode | null {
  const match = /^(CG1\.([0-9a-f]{32})\.(\d{1,6}))\.([A-Za-z0-9_-]{86})$/.exec(text.trim());
  if (match === null) return null;
  const [, signed = '', hex = '', serial = '', signature = ''] = match;
  const registrationId = [0, 8, 12, 16, 20].map((from, n) => hex.slice(from, [8, 12, 16, 20, 32][n])).join('-');
  return { registrationId, serial: Number(serial), signed, signature };
}
