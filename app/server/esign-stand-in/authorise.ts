import { createHash } from 'node:crypto';
import { type ApiDesk, Refusal } from './desk.ts';
import { signatureOf } from './messages.ts';

export interface ApiCall {
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
}

const tokens = new Map<string, number>();
const nonces = new Map<string, number>();
const fiveMinutes = 300_000;

/** Who asks, and whether it is signed as published; gives the content, and the token where that is what was asked. */
export function authorise(
  desk: Pick<ApiDesk, 'appId' | 'secret'>,
  { path, headers, body }: ApiCall,
): { readonly content: string } | { readonly token: object } {
  const value = (name: string) => headers.get(name) ?? '';
  const content = new URLSearchParams(body).get('bizContent') ?? '';
  const timestamp = value('X-FASC-Timestamp');
  const nonce = value('X-FASC-Nonce');
  const signed = [...headers].filter(([name]) => name.startsWith('x-fasc-') && name !== 'x-fasc-sign');
  const spelt = signed.map(([name, given]) => [spelling[name] ?? name, given] as const);
  const expected = signatureOf([...spelt, ['bizContent', content]], timestamp, desk.secret);
  if (headers.get('content-type') !== 'application/x-www-form-urlencoded') throw new Refusal('100013');
  if (value('X-FASC-App-Id') !== desk.appId || value('X-FASC-Api-SubVersion') !== '5.1') throw new Refusal('100012');
  if (value('X-FASC-Sign') !== expected) throw new Refusal('100011');
  if (Math.abs(Date.now() - Number(timestamp)) > fiveMinutes || nonces.has(nonce) || nonce.length > 32) {
    throw new Refusal('100012');
  }
  for (const [old, at] of nonces) if (Date.now() - at > 2 * fiveMinutes) nonces.delete(old);
  nonces.set(nonce, Date.now());
  if (path === '/service/get-access-token') {
    if (value('X-FASC-Grant-Type') !== 'client_credential') throw new Refusal('100012');
    const accessToken = createHash('sha256').update(`${desk.secret}${Date.now()}`).digest('hex');
    tokens.set(accessToken, Date.now() + 7_200_000);
    return { token: { accessToken, expiresIn: '7200' } };
  }
  if ((tokens.get(value('X-FASC-AccessToken')) ?? 0) < Date.now()) throw new Refusal('100002', 401);
  return { content };
}

/** Names of headers arrive in small letters; they are signed as they are published. */
const spelling: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'X-FASC-AccessToken',
    'X-FASC-Api-SubVersion',
    'X-FASC-App-Id',
    'X-FASC-Grant-Type',
    'X-FASC-Nonce',
    'X-FASC-Sign-Type',
    'X-FASC-Timestamp',
  ].map((name) => [name.toLowerCase(), name]),
);

/** Forgets every token, as if two hours had passed. */
export const forgetTokens = (): void => tokens.clear();
