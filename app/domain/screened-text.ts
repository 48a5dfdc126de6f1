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

/** Room for so many more units behind those that are written. */
function roomFor(units: number, written: number): Uint16Array {
  if (written + units <= room.length) return room;
  const larger = new Uint16Array(2 * (written + units));
  larger.set(room.subarray(0, written));
  return (room = larger);
}

/** Writes what a text comes to behind what is written; gives how much that is then. */
function write(text: string, written: number): number {
  let out = roomFor(text.length, written);
  let end = written;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const image = images[unit] || imageOf(unit);
    if (image < nothing || image > depends) out[end++] = image;
    else if (image === depends) return copy(spelt(text), written);
    else if (image === several) {
      const units = longer.get(unit) ?? '';
      end = copy(units, end);
      out = roomFor(text.length - at, end);
    }
  }
  return end;
}

function copy(units: string, written: number): number {
  const out = roomFor(units.length, written);
  for (let at = 0; at < units.length; at += 1) out[written + at] = units.charCodeAt(at);
  return written + units.length;
}

/**
 * Texts as rules of the screen search them, with a mark between each two: one width (NFKC), lower case, without what nobody sees. An
 * import asks for every text of a hundred thousand rows: characters that come out the same wherever they stand are taken from a
 * table. ['Ｇ\u00ADJB /ｚ', '甲'] → 'gjb/z\u0001甲'
 */
export function screenedText(texts: readonly string[]): string {
  let written = 0;
  texts.forEach((text, at) => {
    if (at > 0) roomFor(1, written)[written++] = between;
    written = write(text, written);
  });
  return decoder.decode(room.subarray(0, written));
}
