import { expect, test } from 'vitest';
import { publicationLevels } from '#seeds/reference/achievement-codes.ts';
import { isClosedText } from './public-data.ts';
import { publicationChecks, publicationOf, publications, publicationWords } from './publication.ts';

test('the words are those of the code list, in its order', () => {
  expect(publications.map((code) => [code, publicationWords[code].label])).toEqual(
    publicationLevels.map(({ code, label }) => [code, label]),
  );
});

test('unsaid is public as a summary; a word of no list opens nothing, as the public page has it', () => {
  expect(publicationOf({})).toBe('abstract');
  expect(publicationOf({ publication: 'half' })).toBe('private');
  for (const publication of [undefined, 'half', ...publications]) {
    const data = publication === undefined ? {} : { publication };
    expect(['nda', 'private'].includes(publicationOf(data))).toBe(isClosedText(data));
  }
});

test('records that are published in different ways are ticked way by way', () => {
  expect(publicationChecks(['abstract'])).toEqual([]);
  expect(publicationChecks(['full', 'nda'])).toEqual(['public_full', 'public_nda']);
});
