import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { type JobHandlers, type JobPayloads, type RunningJobs, startJobs } from './jobs.server.ts';

/** The real queue: its tables are asked by hand, so that an upgrade of it must not change them unseen. */
let db: Database;
let jobs: RunningJobs;
let work: (payload: JobPayloads['import.run']) => Promise<void> = async () => {};

beforeAll(async () => {
  const { db: opened, url } = await testDatabase();
  db = opened;
  const handlers = { 'import.run': (payload: JobPayloads['import.run']) => work(payload) } as unknown as JobHandlers;
  jobs = await startJobs(url, handlers, pino({ level: 'silent' }));
}, 60_000);

afterAll(() => jobs.stop());

const payload = () => ({ importId: randomUUID() });
const put = (given: { importId: string }) => db.transaction((tx) => jobs.enqueue(tx, 'import.run', given));
const isQueued = (given: { importId: string }) => db.transaction((tx) => jobs.isQueued(tx, 'import.run', given));
const become = (given: { importId: string }, state: string) =>
  db.execute(
    sql`update pgboss.job set state = ${state}::pgboss.job_state where data = ${JSON.stringify(given)}::jsonb`,
  );

test('a job is queued from the transaction that put it in, for its payload and its name alone', async () => {
  const [mine, other] = [payload(), payload()];
  expect(await isQueued(mine)).toBe(false);
  await put(mine);
  expect(await isQueued(mine)).toBe(true);
  expect(await isQueued(other)).toBe(false);
  expect(await db.transaction((tx) => jobs.isQueued(tx, 'import.check', mine))).toBe(false);
  const taken = db.transaction(async (tx) => {
    await jobs.enqueue(tx, 'import.run', other);
    throw new Error('taken back');
  });
  await expect(taken).rejects.toThrow('taken back');
  expect(await isQueued(other)).toBe(false);
});

test('one that will be tried again is queued, one that was given up is not, nor one whose process died', async () => {
  const mine = payload();
  await put(mine);
  await become(mine, 'retry');
  expect(await isQueued(mine)).toBe(true);
  await become(mine, 'failed');
  expect(await isQueued(mine)).toBe(false);
  // So a killed process leaves it: active, and nobody works it.
  await become(mine, 'active');
  expect(await isQueued(mine)).toBe(false);
});

test('one is queued for as long as a process works it', async () => {
  await db.execute(sql`delete from pgboss.job`);
  const mine = payload();
  let end = () => {};
  const began = new Promise<void>((tell) => {
    work = async () => {
      tell();
      await new Promise<void>((resolve) => (end = resolve));
    };
  });
  await put(mine);
  await jobs.work();
  await began;
  const state = async () => {
    const rows = await db.execute(sql`select state from pgboss.job where data = ${JSON.stringify(mine)}::jsonb`);
    return rows[0]?.['state'];
  };
  expect([await state(), await isQueued(mine)]).toEqual(['active', true]);
  end();
  await expect.poll(state, { timeout: 10_000 }).toBe('completed');
  expect(await isQueued(mine)).toBe(false);
}, 30_000);
