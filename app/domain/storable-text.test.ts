import { expect, test } from 'vitest';
import { storableText } from './storable-text.ts';

test('what no store takes becomes a blank; everything else stays, pairs of surrogates too', () => {
  expect(storableText('甲\0乙\ud800丙\udc00丁\uFFFF戊\uFFFE')).toBe('甲 乙 丙 丁 戊 ');
  expect(storableText('𠀀😀 ok\n')).toBe('𠀀😀 ok\n');
});
