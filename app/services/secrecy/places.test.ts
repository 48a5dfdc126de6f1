import { expect, test } from 'vitest';
import { placesOf } from './places.ts';

test('so many at once, the others in turn; a failure gives its place back, and beyond the queue nobody waits', async () => {
  const enter = placesOf(2, 2);
  const begun: number[] = [];
  const ends: ((isWell: boolean) => void)[] = [];
  const work = (n: number) =>
    enter(async () => {
      begun.push(n);
      if (!(await new Promise<boolean>((end) => (ends[n] = end)))) throw new Error('failed');
      return n;
    });
  const [first, second, third, fourth] = [work(0), work(1), work(2), work(3)];
  expect(begun).toEqual([0, 1]);
  expect(work(4)).toBeNull();
  ends[0]?.(false);
  await expect(first).rejects.toThrow('failed');
  expect(begun).toEqual([0, 1, 2]);
  ends[1]?.(true);
  ends[2]?.(true);
  expect(await Promise.all([second, third])).toEqual([1, 2]);
  expect(begun).toEqual([0, 1, 2, 3]);
  ends[3]?.(true);
  expect(await fourth).toBe(3);
});
