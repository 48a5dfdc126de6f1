import fc from 'fast-check';
import { expect, test } from 'vitest';
import { screenedText } from './screened-text.ts';

/** What it says it does, said in another way. */
const spelt = (texts: readonly string[]): string =>
  texts
    .map((text) =>
      text
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, ''),
    )
    .join('\u0001')
    // Half of a pair is no character.
    .replace(/\p{Cs}/gu, '\uFFFD');

test('one width, lower case, nothing unseen; texts stay apart', () => {
  expect(screenedText(['Ｇ\u00ADJB\u3000/ｚ', '', '机\u200B密℃'])).toBe('gjb/z\u0001\u0001机密°c');
  expect(screenedText([])).toBe('');
});

test('every character by itself, and beside a letter, a mark and a syllable that it may join with', () => {
  const all = Array.from({ length: 65_536 }, (_, unit) => String.fromCharCode(unit));
  for (const beside of ['', 'a', '\u0301', '\u1161']) {
    const texts = all.flatMap((char) => [char + beside, beside + char]);
    expect(screenedText(texts) === spelt(texts), JSON.stringify(beside)).toBe(true);
  }
});

test('whatever stands in a text and however long it is, it comes out as it is said', () => {
  const odd = fc.constantFrom(
    'ﷺ',
    '℃',
    'İ',
    'Σ',
    'ς',
    'e\u0301',
    'ｶﾞ',
    '각',
    '\uD83D',
    '😀',
    '\u{1D400}',
    '\uFEFF',
    '\u0001',
    '机密',
  );
  const text = fc.string({ unit: fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 3 })), maxLength: 400 });
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
      expect(screenedText(texts)).toBe(spelt(texts));
    }),
  );
  const long = ['ﷺ'.repeat(3_000), '密级'.repeat(20_000)];
  expect(screenedText(long) === spelt(long)).toBe(true);
});
