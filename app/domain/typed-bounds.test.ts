import { expect, test } from 'vitest';
import { SignUpInput } from './account-input.ts';
import { parseFen, parsePpm } from './money.ts';

test('an amount or rate longer than anybody types is not read at all', () => {
  expect(parseFen(`${' '.repeat(50)}1`, 'yuan')).toBe(100n);
  expect(parseFen(`${' '.repeat(60)}1`, 'yuan')).toBeNull();
  expect(parsePpm(`${' '.repeat(50)}3`)).toBe(30_000);
  expect(parsePpm(`${' '.repeat(60)}3`)).toBeNull();
});

test('nobody can sign up with an address that an account of a mobile number will hold', () => {
  const form = { name: '示例甲', password: 'long-enough-pass' };
  expect(SignUpInput.safeParse({ ...form, email: 'a@example.com' }).success).toBe(true);
  expect(SignUpInput.safeParse({ ...form, email: '8613800000000@phone.invalid' }).success).toBe(false);
});
