import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Packer, Unpacker } from './packed.ts';

const packed = (numbers: readonly number[]): string => {
  const packer = new Packer();
  for (const number of numbers) packer.push(number);
  return packer.take();
};

test('numbers come back as they went, in letters that every text may hold', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 2 ** 32 })), (numbers) => {
      const text = packed(numbers);
      expect(text).toMatch(/^[!-[\]-~]*$/);
      const unpacker = new Unpacker(Buffer.from(text));
      expect(numbers.map(() => unpacker.next())).toEqual(numbers);
      expect(unpacker.isDone).toBe(true);
    }),
  );
});

test('small numbers are short', () => {
  expect([0, 58, 59, 2_005, 2_006, 68_203, 68_204].map((one) => packed([one]).length)).toEqual([1, 1, 2, 2, 3, 3, 4]);
});

test('what was taken is gone', () => {
  const packer = new Packer();
  packer.push(7);
  packer.take();
  expect(packer.take()).toBe('');
});
