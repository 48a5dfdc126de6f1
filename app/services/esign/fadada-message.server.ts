import { z } from 'zod';
import { AppError } from '#app/domain/errors.ts';
import type { FadadaOptions } from './fadada-call.server.ts';
import { fadadaSignature, isSameSignature, messageHeaders } from './fadada-signature.server.ts';
import type { EsignMessage } from './provider.server.ts';

/** A message may be repeated for eight hours after its first sending, with the timestamp that it had. */
const oldestMessageMs = 24 * 3_600_000;
const earliestMessageMs = 5 * 60_000;
const some = z.string().nullish();
const Content = z.object({ signTaskId: some, signtaskId: some, transReferenceId: some });

/** A message, once its signature, its application and its age are right; throws `invalid` otherwise. */
export function readMessage({ appId, appSecret }: FadadaOptions, headers: Headers, rawBody: string): EsignMessage {
  const content = new URLSearchParams(rawBody).get('bizContent') ?? '';
  const params = Object.fromEntries(messageHeaders.map((name) => [name, headers.get(name) ?? '']));
  const timestamp = params['X-FASC-Timestamp'] ?? '';
  const expected = fadadaSignature({ ...params, bizContent: content }, timestamp, appSecret);
  const isSigned = isSameSignature(headers.get('X-FASC-Sign') ?? '', expected);
  const ageMs = Date.now() - Number(timestamp);
  if (!isSigned || params['X-FASC-App-Id'] !== appId) throw new AppError('invalid', { reason: 'message_signature' });
  if (!(ageMs < oldestMessageMs && ageMs > -earliestMessageMs))
    throw new AppError('invalid', { reason: 'message_age' });
  const read = Content.safeParse(parse(content));
  if (!read.success) throw new AppError('invalid', { reason: 'message_unreadable' });
  const { signTaskId, signtaskId, transReferenceId } = read.data;
  return {
    event: params['X-FASC-Event'] ?? '',
    flowId: signTaskId ?? signtaskId ?? null,
    reference: transReferenceId ?? null,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
