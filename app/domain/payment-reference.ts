/** Crockford's letters and digits: none that is mistaken for another. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const prefix = 'CGT';
const pattern = /CGT([0-9A-HJKMNP-TV-Z]{8})([0-9A-HJKMNP-TV-Z])/g;

/** Sum over the places with growing weights: two neighbours that change places, or one wrong character, show. */
const checkOf = (body: string): string =>
  letters.charAt([...body].reduce((sum, char, i) => sum + letters.indexOf(char) * (i * 2 + 3), 0) % 31);

/**
 * The code that a payer writes into the remark of a transfer (付款码), made of the claim's own id, so that nothing is stored: eight
 * characters of its random part and a check character. '0197a000-0000-7000-8000-00000000002a' → 'CGT0000001AY'
 */
export function paymentReference(obligationId: string): string {
  let bits = BigInt(`0x${obligationId.replaceAll('-', '').slice(-10)}`);
  let body = '';
  for (let i = 0; i < 8; i += 1) {
    body = letters.charAt(Number(bits % 32n)) + body;
    bits /= 32n;
  }
  return `${prefix}${body}${checkOf(body)}`;
}

/** Every such code in a remark, however banks cut, widen or space it; a mistyped one is none. */
export function referencesIn(text: string): string[] {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
  return [...plain.matchAll(pattern)].flatMap(([code, body = '', check]) => (checkOf(body) === check ? [code] : []));
}
