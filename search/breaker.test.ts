import { expect, test } from 'vitest';
import { Breaker } from './breaker.ts';

const at = () => {
  const clock = { ms: 0 };
  return { clock, breaker: new Breaker(() => clock.ms) };
};

test('one failure is forgiven, the second in a row opens it', () => {
  const { breaker } = at();
  breaker.failed();
  expect(breaker.isClosed).toBe(true);
  breaker.succeeded();
  breaker.failed();
  expect(breaker.isClosed).toBe(true);
  breaker.failed();
  expect(breaker.isClosed).toBe(false);
});

test('open, it gives out one probe after the wait; its success closes, its failure doubles the wait up to half a minute', () => {
  const { breaker, clock } = at();
  breaker.failed();
  breaker.failed();
  expect(breaker.takeProbe()).toBe(false);
  clock.ms = 1_000;
  expect([breaker.takeProbe(), breaker.takeProbe()]).toEqual([true, false]);
  breaker.failed();
  clock.ms = 2_999;
  expect(breaker.takeProbe()).toBe(false);
  clock.ms = 3_000;
  expect(breaker.takeProbe()).toBe(true);
  for (let wait = 4_000; wait < 100_000; wait *= 2) {
    breaker.failed();
    clock.ms += Math.min(wait, 30_000) - 1;
    expect(breaker.takeProbe()).toBe(false);
    clock.ms += 1;
    expect(breaker.takeProbe()).toBe(true);
  }
  breaker.succeeded();
  expect(breaker.isClosed).toBe(true);
  expect(breaker.takeProbe()).toBe(false);
});

test('questions that were under way when it opened do not lengthen the wait', () => {
  const { breaker, clock } = at();
  for (let at = 0; at < 20; at += 1) breaker.failed();
  clock.ms = 1_000;
  expect(breaker.takeProbe()).toBe(true);
});
