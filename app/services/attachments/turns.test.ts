import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { turns } from './turns.server.ts';

test('no more than so many run side by side, in their order, and one that fails gives its place on', async () => {
  const inTurn = turns(2);
  let running = 0;
  let most = 0;
  const begun: number[] = [];
  const work = (n: number) =>
    inTurn(async () => {
      begun.push(n);
      most = Math.max(most, (running += 1));
      await wait(2);
      running -= 1;
      if (n % 3 === 0) throw new Error('not drawn');
      return n;
    });
  const ended = await Promise.allSettled(Array.from({ length: 9 }, (_, n) => work(n)));
  expect(most).toBe(2);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(6);
  expect(await work(10)).toBe(10);
});
