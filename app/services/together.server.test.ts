import { expect, test } from 'vitest';
import { together } from './together.server.ts';

const after = <T>(ms: number, give: () => T): Promise<T> =>
  new Promise((resolve, reject) => {
    setTimeout(() => {
      try {
        resolve(give());
      } catch (error) {
        reject(error instanceof Error ? error : new Error('thrown'));
      }
    }, ms);
  });

test('gives what each gave, in their order', async () => {
  const [word, number] = await together(
    after(5, () => 'a'),
    after(1, () => 2),
  );
  expect([word.toUpperCase(), number + 1]).toEqual(['A', 3]);
});

test('a failure is told when nothing goes on any more, the first of them', async () => {
  const done: string[] = [];
  const fail = (name: string) => () => {
    done.push(name);
    throw new Error(name);
  };
  const all = together(
    after(5, fail('first')),
    after(1, fail('second')),
    after(10, () => done.push('third')),
  );
  await expect(all).rejects.toThrow('first');
  expect(done).toEqual(['second', 'first', 'third']);
});
