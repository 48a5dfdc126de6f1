import { expect, test } from 'vitest';
import { testDatabase } from '#db/test-database.server.ts';
import { runChaos } from './run-chaos.ts';

test('50 processes killed in the middle of payments, acceptances, reports and confirmations: no fact is lost or doubled, and the books are right', async () => {
  const { url } = await testDatabase();
  const report = await runChaos({ url, kills: 50 });
  expect(report.lostOrDoubled).toEqual([]);
  expect(report.differences).toEqual([]);
  // It was really in the middle, and really at work.
  expect(report.kills).toBe(50);
  expect(report.interrupted).toBeGreaterThan(50);
  expect(report.done).toBeGreaterThan(100);
}, 120_000);
