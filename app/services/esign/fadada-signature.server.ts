import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The signature of 法大大 FASC OpenAPI 5.1, of requests and of messages alike: the parameters in the order of their names as
 * `name=value` joined by `&`, empty ones left out, values as they are; its SHA-256 in hexadecimal, signed with a key that HMAC-SHA256
 * makes of the application's secret and the timestamp.
 */
export function fadadaSignature(params: Readonly<Record<string, string>>, timestamp: string, secret: string): string {
  const text = Object.keys(params)
    .filter((name) => params[name] !== '')
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((name) => `${name}=${params[name]}`)
    .join('&');
  const digest = createHash('sha256').update(text).digest('hex');
  const key = createHmac('sha256', secret).update(timestamp).digest();
  return createHmac('sha256', key).update(digest).digest('hex');
}

/** Compares in constant time. */
export function isSameSignature(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Headers of a message that its signature covers, besides the form field `bizContent`. */
export const messageHeaders = [
  'X-FASC-App-Id',
  'X-FASC-Event',
  'X-FASC-Nonce',
  'X-FASC-Sign-Type',
  'X-FASC-Timestamp',
] as const;
