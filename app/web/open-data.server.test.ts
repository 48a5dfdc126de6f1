import { expect, test } from 'vitest';
import { apiAnswer, fieldsAsked } from './open-data.server.ts';

test('an answer that is known already is not sent again; unknown fields are named', () => {
  const first = apiAnswer(new Request('http://x/'), { a: 1 });
  const etag = first.headers.get('etag') ?? '';
  expect(apiAnswer(new Request('http://x/', { headers: { 'if-none-match': etag } }), { a: 1 }).status).toBe(304);
  expect(apiAnswer(new Request('http://x/', { headers: { 'if-none-match': etag } }), { a: 2 }).status).toBe(200);
  expect(fieldsAsked(new URLSearchParams('fields=name,no'))).toEqual(['no', 'name']);
  expect(() => fieldsAsked(new URLSearchParams('fields=price_floor'))).toThrow();
});
