import { expect, test } from 'vitest';
import { askedFenOf } from './asked-fen.ts';

test('a form is called for a sum, or for none', () => {
  const of = (query: string) => askedFenOf({ url: `https://example.org/desk/receipts/r${query}` });
  expect(of('?fen=150000')).toBe(150_000n);
  for (const query of ['', '?fen=', '?fen=0', '?fen=-5', '?fen=1.5', '?fen=abc', `?fen=${'9'.repeat(16)}`]) {
    expect(of(query)).toBeNull();
  }
});
