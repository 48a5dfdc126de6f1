import { expect, test } from 'vitest';
import { askAtRest } from './ask-at-rest.ts';

function page() {
  let asked = 0;
  const asking = askAtRest(() => {
    asked += 1;
  });
  return { ...asking, asked: () => asked };
}

test('a page at rest asks at once', () => {
  const { wake, asked } = page();
  wake();
  expect(asked()).toBe(1);
});

test('changes while its own question is open are one more question, put when the first is answered', () => {
  const { wake, rest, asked } = page();
  wake();
  wake();
  rest(false);
  wake();
  expect(asked()).toBe(1);
  rest(true);
  expect(asked()).toBe(2);
  rest(true);
  expect(asked()).toBe(2);
});

test('it does not ask into a navigation or a form under way, and not without a change', () => {
  const { wake, rest, asked } = page();
  rest(false);
  wake();
  expect(asked()).toBe(0);
  rest(true);
  expect(asked()).toBe(1);
  rest(false);
  rest(true);
  expect(asked()).toBe(1);
});

test('who left asks nothing, whatever still comes', () => {
  const { wake, rest, leave, asked } = page();
  rest(false);
  wake();
  leave();
  rest(true);
  wake();
  expect(asked()).toBe(0);
});
