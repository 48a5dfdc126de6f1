import { expect, test } from 'vitest';
import { readNumbers } from './paper-numbers.ts';

test('numbers and spans as people write them, each once and in order', () => {
  expect(readNumbers('1 3，5-7、6')).toEqual([1, 3, 5, 6, 7]);
  expect(readNumbers('１２；9至10\n2')).toEqual([2, 9, 10, 12]);
  expect(readNumbers(' ')).toEqual([]);
});

test('anything else is refused as a whole', () => {
  for (const text of ['张三', '0', '7-5', '1-99999', '3-', '-2', '1e3']) expect(readNumbers(text), text).toBeNull();
});
