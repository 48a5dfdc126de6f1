import { createHash } from 'node:crypto';
import { type PublicRecord, publicRecordFields } from '#app/services/open-data/public-records.server.ts';

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
