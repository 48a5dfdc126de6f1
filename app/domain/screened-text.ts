/** What nobody sees: blanks, controls, soft hyphens, joiners, selectors of variants. */
const unseen = /[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

const spelt = (text: string): string => text.normalize('NFKC').toLowerCase().replace(unseen, '');

/** What joins with, or changes by, what stands beside it: marks, the letters of Hangul syllables, the sigma, halves of a pair. */
const joins = /[\p{M}\u1100-\u11FF\u03A3\uD800-\uDFFF]/u;

/** What a unit of UTF-16 comes to wherever it stands: a unit, or one of these; 0 until it is asked for. */
const nothing = 0xd800;
const several = 0xd801;
const depends = 0xd802;
const images = new Uint16Array(65_536);
const longer = new Map<number, string>();

function imageOf(unit: number): number {
  const char = String.fromCharCode(unit);
  const image = spelt(char);
  if (image.length > 1) longer.set(unit, image);
  const isBound = joins.test(char) || joins.test(char.normalize('NFKC'));
  const found = isBound ? depends : image === '' ? nothing : image.length > 1 ? several : image.charCodeAt(0);
  images[unit] = found;
  return found;
}

/** Stands between two texts, so that the end of one and the beginning of the next make no word. */
const between = 1;
const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });
let room = new Uint16Array(8_192);
let filled = 0;

function reserve(units: number): void {
  if (filled + units <= room.length) return;
  const larger = new Uint16Array(2 * (filled + units));
  larger.set(room.subarray(0, filled));
  room = larger;
}

/** False where a character of the text depends on its neighbours; then nothing of it is written. */
function write(text: string): boolean {
  const begin = filled;
  reserve(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const image = images[unit] || imageOf(unit);
    if (image === several) {
      const units = longer.get(unit) ?? '';
      reserve(units.length + text.length - at);
      for (let each = 0; each < units.length; each += 1) room[filled++] = units.charCodeAt(each);
    } else if (image === depends) {
      filled = begin;
      return false;
    } else if (image !== nothing) room[filled++] = image;
  }
  return true;
}

/**
 * Texts as rules of the screen search them, with a mark between each two: one width (NFKC), lower case, without what nobody sees. An
 * import asks for every text of a hundred thousand rows: characters that come out the same wherever they stand are taken from a
 * table. ['Ｇ\u00ADJB /ｚ', '甲'] → 'gjb/z\u0001甲'
 */
export function screenedText(texts: readonly string[]): string {
  filled = 0;
  for (const [at, text] of texts.entries()) {
    reserve(1);
    if (at > 0) room[filled++] = between;
    if (write(text)) continue;
    const slow = spelt(text);
    reserve(slow.length);
    for (let each = 0; each < slow.length; each += 1) room[filled++] = slow.charCodeAt(each);
  }
  return decoder.decode(room.subarray(0, filled));
}
