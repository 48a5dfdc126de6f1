import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { doubledKey } from './doubled-key.ts';

test.each([
  ['{"a":1,"a":2}', 'a'],
  ['{"a":{"b":1,"b":2},"c":3}', 'b'],
  ['[{"a":1},{"a":1}]', null],
  ['{"a":{"a":1},"b":["a","a"]}', null],
  [String.raw`{"a\"b":1,"x":"a\"b","{":2,"}":3}`, null],
  [String.raw`{"a":1,"\u0061" : 2}`, 'a'],
  ['{"on":"{\\"a\\":1","a":1}', null],
  ['[]', null],
  ['"a:"', null],
])('%s → %s', (json, key) => {
  expect(doubledKey(json)).toBe(key);
});

test('what was written by a machine has no name twice, and one more of any name is found', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (value) => {
      const json = JSON.stringify(value);
      expect(doubledKey(json)).toBeNull();
      const [key] = Object.keys(value);
      expect(doubledKey(`${json.slice(0, -1)},${JSON.stringify(key)}:0}`)).toBe(key);
    }),
  );
});
