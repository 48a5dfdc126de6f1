import { appName } from '#app/services/accounts/app-name.ts';
import type { AuthAnswer } from './auth-call.server.ts';
import { qrPath } from './qr-path.server.ts';

/** What somebody needs to set up his app; shown once and kept nowhere in the clear. */
export interface Enrolment {
  /** The secret in groups of four, for typing it in. */
  readonly secret: string;
  /** The same as a QR code: an SVG path over a square of `size` modules. */
  readonly qr: { readonly size: number; readonly path: string };
  readonly recovery: readonly string[];
}

/** Reads the library's answer; the app shows our name and the person's, not the internal address of his account. */
export function readEnrolment(answer: AuthAnswer, person: string): Enrolment {
  const secret = new URL(String(answer.body.totpURI)).searchParams.get('secret') ?? '';
  const label = `${encodeURIComponent(appName)}:${encodeURIComponent(person)}`;
  const query = new URLSearchParams({ secret, issuer: appName, digits: '6', period: '30' });
  return {
    secret: secret.replace(/(.{4})(?=.)/g, '$1 '),
    qr: qrPath(`otpauth://totp/${label}?${query}`),
    recovery: readRecovery(answer),
  };
}

export const readRecovery = ({ body }: AuthAnswer): string[] =>
  Array.isArray(body.backupCodes) ? body.backupCodes.map(String) : [];
