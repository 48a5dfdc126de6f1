import { pinyin } from 'pinyin-pro';

/** How a word is spoken: syllables without tones (ü is v), and their first letters. Null for one without Chinese. */
export interface Spoken {
  readonly syllables: readonly string[];
  readonly initials: string;
}

/** Pinyin of a word as it is read as a whole (重庆 chong qing); letters and digits among it stand as they are. */
export function spokenForm(word: string): Spoken | null {
  if (!/\p{Script=Han}/u.test(word)) return null;
  const syllables = pinyin(word, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' })
    .map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .filter(Boolean);
  return syllables.length === 0 ? null : { syllables, initials: syllables.map((syllable) => syllable[0]).join('') };
}
