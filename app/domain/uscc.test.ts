import { expect, test } from 'vitest';
import { isUscc } from './uscc.ts';

test('a code with the right check character is taken, any other character in its place is not', () => {
  const right = '12620105999000072L';
  expect(isUscc(right)).toBe(true);
  for (const last of '0123456789ABCDEFGHJKMNPQRTUWXY') expect(isUscc(right.slice(0, 17) + last)).toBe(false);
});

test('one wrong digit anywhere is found', () => {
  const right = '12620105999000072L';
  for (let at = 0; at < 17; at += 1) {
    const wrong = right.charAt(at) === '7' ? '8' : '7';
    expect(isUscc(right.slice(0, at) + wrong + right.slice(at + 1))).toBe(false);
  }
});

test('letters that look like digits, short and lower-case codes are refused', () => {
  for (const code of ['1262010599900007IL', '12620105999000072', '12620105999000072l', ''])
    expect(isUscc(code)).toBe(false);
});
