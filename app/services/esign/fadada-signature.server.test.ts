import { expect, test } from 'vitest';
import { fadadaSignature, isSameSignature } from './fadada-signature.server.ts';

const params = {
  'X-FASC-AccessToken': 'tok',
  'X-FASC-Api-SubVersion': '5.1',
  'X-FASC-App-Id': '00000000',
  'X-FASC-Nonce': 'a'.repeat(32),
  'X-FASC-Sign-Type': 'HMAC-SHA256',
  'X-FASC-Timestamp': '1757570000000',
  bizContent: '{"signTaskId":"1"}',
};
// Computed by others after the official Python SDK: no value signed by the provider itself is published.
const known = '45a459b6af348e6ff2b3e5727823c54f4e5f4e23eea22e916d8da6befefe25bf';

test('a request is signed as the published algorithm signs it', () => {
  expect(fadadaSignature(params, '1757570000000', 'dummysecret')).toBe(known);
});

test('the order in which parameters are given does not matter, empty ones are left out', () => {
  const turned = Object.fromEntries(Object.entries(params).toReversed());
  expect(fadadaSignature({ ...turned, 'X-FASC-Grant-Type': '' }, '1757570000000', 'dummysecret')).toBe(known);
});

test('another value, moment or secret gives another signature', () => {
  const others = [
    fadadaSignature({ ...params, bizContent: '{"signTaskId":"2"}' }, '1757570000000', 'dummysecret'),
    fadadaSignature(params, '1757570000001', 'dummysecret'),
    fadadaSignature(params, '1757570000000', 'dummysecre'),
  ];
  expect(others.map((other) => isSameSignature(other, known))).toEqual([false, false, false]);
  expect(isSameSignature('', known)).toBe(false);
});
