import { createHash } from 'node:crypto';
import { isAppError } from '#app/domain/errors.ts';
import { type PublicRecord, publicRecordFields } from '#app/domain/open-data.ts';
import type { Context } from '#app/services/context.server.ts';
import { page } from './respond.server.ts';
import { type ApiReader, chargeRows, readerOf } from '#app/services/open-data/charge-rows.server.ts';

/** A parameter that the interface does not have is a 400 that lists those it has: nobody believes that it was heeded. */
export function onlyKnown(params: URLSearchParams, known: readonly string[]): void {
  const unknown = [...new Set(params.keys())].filter((name) => !known.includes(name));
  if (unknown.length > 0) throw apiError(400, `unknown parameter ${unknown.join(', ')}; known are ${known.join(', ')}`);
}

/** The fields that `?fields=` asks for; all where it asks for none. A name that is none is a 400 that lists them. */
export function fieldsAsked(params: URLSearchParams): readonly (keyof PublicRecord)[] {
  const asked = (params.get('fields') ?? '').split(',').filter(Boolean);
  const unknown = asked.filter((name) => !(publicRecordFields as readonly string[]).includes(name));
  if (unknown.length > 0) throw apiError(400, `unknown fields; known are ${publicRecordFields.join(', ')}`);
  return asked.length === 0 ? publicRecordFields : publicRecordFields.filter((name) => asked.includes(name));
}

export const pick = (record: PublicRecord, fields: readonly (keyof PublicRecord)[]) =>
  Object.fromEntries(fields.map((name) => [name, record[name]]));

export const apiError = (status: number, error: string): Response =>
  new Response(JSON.stringify({ error }), { status, headers: { 'content-type': 'application/json; charset=utf-8' } });

/** The answer to a machine, whose refusals are JSON, too: a parameter that is none is a 400, a record that is not there a 404. */
export const apiPage = (work: () => Promise<Response>): Promise<Response> =>
  page(async () => {
    try {
      return await work();
    } catch (error) {
      if (isAppError(error) && error.code === 'invalid')
        throw apiError(400, 'after is not the next of an earlier page');
      if (isAppError(error) && error.code === 'not_found') throw apiError(404, 'no such public record');
      throw error;
    }
  });

/** JSON with an ETag of its content; whoever has it already gets 304 and nothing more. */
export function apiAnswer(request: Request, body: unknown): Response {
  const text = JSON.stringify(body);
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  const headers = {
    etag,
    'cache-control': 'public, max-age=60',
    'access-control-allow-origin': '*',
    'content-type': 'application/json; charset=utf-8',
  };
  const known = (request.headers.get('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes(etag) ? new Response(null, { status: 304, headers }) : new Response(text, { headers });
}

/**
 * Who reads: the key that the request carries, else its address. A key that is not in force is a 401, so that nobody believes
 * he reads with one.
 */
export async function apiReader(ctx: Context, request: Request): Promise<ApiReader> {
  const [, key] = /^Bearer (\S{10,100})$/.exec(request.headers.get('authorization') ?? '') ?? [];
  const reader = await readerOf(ctx, key ?? null);
  if (reader === null) throw apiError(401, 'this key is unknown or no longer in force');
  return reader;
}

/** The answer, once its rows are within what the reader may read today. */
export async function chargedAnswer(
  ctx: Context,
  reader: ApiReader,
  request: Request,
  body: unknown,
  rows: number,
): Promise<Response> {
  try {
    const answer = apiAnswer(request, body);
    const left = await chargeRows(ctx, reader, answer.status === 304 ? 1 : Math.max(1, rows));
    answer.headers.set('x-ratelimit-limit', String(reader.rowsADay));
    answer.headers.set('x-ratelimit-remaining', String(left));
    return answer;
  } catch (error) {
    if (!isAppError(error) || error.code !== 'rate_limited') throw error;
    const refusal = apiError(429, `no more than ${reader.rowsADay} rows a day; apply for a key at /open-data`);
    refusal.headers.set('retry-after', String(error.params.seconds ?? 3600));
    return refusal;
  }
}
