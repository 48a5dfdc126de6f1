import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import { AppError } from '#app/domain/errors.ts';
import { fadadaSignature } from './fadada-signature.server.ts';

export interface FadadaOptions {
  /** With its path, without a slash at the end: https://api.fadada.com/api/v5 */
  readonly url: string;
  readonly appId: string;
  readonly appSecret: string;
  /** The operator's own organisation as the application knows it: it opens the flows and pays for them. */
  readonly openCorpId: string;
  /** Where the provider sends its messages. */
  readonly callbackUrl: string;
  /** The origin of this site, to which signers come back. */
  readonly siteUrl?: string | undefined;
  readonly timeoutMs?: number;
  /** As people read it, where it is not 法大大 itself. */
  readonly name?: string;
}

const away = (reason: string) => new AppError('unavailable', { reason });
export const unreadableAnswer = (what: string) => away(`unreadable_${what}`);

const largestAnswer = 1_048_576;
const success = '100000';
const tokenInvalid = '100002';
/** Said of what passes: the provider is busy, or could not say why. */
const passing = new Set(['100001', '100003', '100004', '100005']);

const Answer = z.object({ code: z.coerce.string(), data: z.unknown() });
const Token = z.object({ accessToken: z.string().min(1).max(512), expiresIn: z.coerce.number().positive() });

/** Calls of the provider's API: signed, with a time limit, their answers no longer than 1 MB. */
export interface FadadaCalls {
  call<Schema extends z.ZodType>(path: string, content: object, schema: Schema): Promise<z.infer<Schema>>;
  /** Fetches or sends bytes at an address that the provider named; never at another house's. */
  put(address: string, bytes: Buffer): Promise<void>;
  get(address: string): Promise<Readable>;
  /** The address, where it is the provider's own: people are sent nowhere else. */
  own(address: string): string;
}

export function fadadaCalls({ url, appId, appSecret, timeoutMs = 15_000 }: FadadaOptions): FadadaCalls {
  const token: { value: string | null; until: number } = { value: null, until: 0 };
  const own = new URL(url);

  /** What came back, in words of ours: a code is all that is taken of a refusal. */
  async function post(path: string, headers: Record<string, string>, content: string | null): Promise<unknown> {
    const timestamp = String(Date.now());
    const sent: Record<string, string> = {
      'X-FASC-App-Id': appId,
      'X-FASC-Sign-Type': 'HMAC-SHA256',
      'X-FASC-Timestamp': timestamp,
      'X-FASC-Nonce': randomBytes(16).toString('hex'),
      'X-FASC-Api-SubVersion': '5.1',
      ...headers,
    };
    const signed = content === null ? sent : { ...sent, bizContent: content };
    const signature = fadadaSignature(signed, timestamp, appSecret);
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { ...sent, 'X-FASC-Sign': signature, 'content-type': 'application/x-www-form-urlencoded' },
      body: content === null ? '' : new URLSearchParams({ bizContent: content }).toString(),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    }).catch(() => {
      throw away('no_answer');
    });
    if (response.status >= 500 || response.status === 429) throw away(`status_${response.status}`);
    const read = Answer.safeParse(json(await textOf(response)));
    // Refusals come with a body, whatever their status.
    if (!read.success) throw unreadableAnswer('answer');
    const { code, data } = read.data;
    if (code === success) return data;
    throw passing.has(code) ? away(code) : new AppError('invalid', { reason: code });
  }

  async function accessToken(isFresh: boolean): Promise<string> {
    if (!isFresh && token.value !== null && Date.now() < token.until) return token.value;
    const data = await post('/service/get-access-token', { 'X-FASC-Grant-Type': 'client_credential' }, null);
    const read = Token.safeParse(data);
    if (!read.success) throw unreadableAnswer('token');
    token.value = read.data.accessToken;
    token.until = Date.now() + Math.max(0, read.data.expiresIn - 300) * 1000;
    return token.value;
  }

  /** An answer may name any address: bytes of contracts go to the provider's own house only. */
  function ownAddress(address: string): string {
    const at = URL.canParse(address) ? new URL(address) : null;
    const isOwn = at !== null && at.origin === own.origin;
    const isHouse = at?.protocol === 'https:' && (at.hostname === 'fadada.com' || at.hostname.endsWith('.fadada.com'));
    if (!isOwn && !isHouse) throw unreadableAnswer('address');
    return address;
  }

  return {
    own: ownAddress,
    async call(path, content, schema) {
      const text = JSON.stringify(content);
      const ask = async (isFresh: boolean) => post(path, { 'X-FASC-AccessToken': await accessToken(isFresh) }, text);
      const data = await ask(false).catch((error: unknown) => {
        if (!(error instanceof AppError) || error.params['reason'] !== tokenInvalid) throw error;
        return ask(true);
      });
      const read = schema.safeParse(data);
      if (!read.success) throw unreadableAnswer(path.split('/').at(-1) ?? 'data');
      return read.data;
    },
    async put(address, bytes) {
      const response = await fetch(ownAddress(address), {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream' },
        body: new Uint8Array(bytes),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs * 4),
      }).catch(() => {
        throw away('no_answer');
      });
      await response.body?.cancel();
      if (!response.ok) throw away(`upload_${response.status}`);
    },
    async get(address) {
      const response = await fetch(ownAddress(address), {
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs * 4),
      }).catch(() => {
        throw away('no_answer');
      });
      if (response.ok && response.body !== null) return Readable.fromWeb(response.body as ReadableStream);
      await response.body?.cancel();
      throw away(`download_${response.status}`);
    },
  };
}

async function textOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  if (response.body === null) return '';
  try {
    for await (const part of Readable.fromWeb(response.body as ReadableStream) as AsyncIterable<Uint8Array>) {
      bytes += part.byteLength;
      if (bytes > largestAnswer) throw unreadableAnswer('length');
      parts.push(part);
    }
  } catch (error) {
    throw error instanceof AppError ? error : away('no_answer');
  }
  return Buffer.concat(parts).toString('utf8');
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
