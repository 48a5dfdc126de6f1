import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

test('keys stand in the order of their code units, amounts and instants as texts, what is undefined is left out', () => {
  const value = { b: 1n, a: [true, undefined, null], 10: -0, 9: 'é\n', d: new Date(0), c: undefined, 键: {} };
  expect(canonicalJson(value)).toBe(
    '{"10":0,"9":"é\\n","a":[true,null,null],"b":"1","d":"1970-01-01T00:00:00.000Z","键":{}}',
  );
  expect(canonicalJson(undefined)).toBe('null');
});

test('what is no value of JSON is refused with its place', () => {
  expect(() => canonicalJson({ a: [1, Number.NaN] })).toThrow(
    expect.objectContaining({ code: 'invalid', params: { path: '$.a[1]' } }),
  );
  expect(() => canonicalJson({ f: () => 1 })).toThrow(expect.objectContaining({ params: { path: '$.f' } }));
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, () => 1, Symbol('x')])('%s has no text', (value) => {
  expect(() => canonicalJson({ value })).toThrow(expect.objectContaining({ code: 'invalid' }));
});

test('the order in which keys were written makes no difference, and JSON reads it back', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).toReversed());
      expect(canonicalJson(turned)).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
    }),
  );
});
