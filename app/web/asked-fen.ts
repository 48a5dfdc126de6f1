import type { Fen } from '#app/domain/money.ts';

/** The sum for which a form was called, `?fen=150000` → 1,500.00; null where none is named or it is no sum. */
export function askedFenOf({ url }: Pick<Request, 'url'>): Fen | null {
  const text = new URL(url).searchParams.get('fen') ?? '';
  return /^[1-9]\d{0,14}$/.test(text) ? BigInt(text) : null;
}
