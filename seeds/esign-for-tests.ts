import { afterAll, beforeAll, vi } from 'vitest';
import { type TestEsign, testEsign } from '#app/server/esign-stand-in/testing.ts';
import type { Database } from '#db/client.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeChange, makeSignable } from './make-esign.ts';

/** For a test file, called once at its top: a database and a stand-in of its own, and worlds in them. */
export function esignTests() {
  // Each signed file is read by a process of its own, which takes its time on a busy machine.
  vi.setConfig({ testTimeout: 120_000 });
  const opened: { db?: Database; standIn?: TestEsign } = {};
  const ready = <T>(given: T | undefined): T => {
    if (given === undefined) throw new Error('the tests have not begun');
    return given;
  };
  beforeAll(async () => {
    opened.db = (await testDatabase()).db;
    opened.standIn = await testEsign();
  });
  afterAll(() => opened.standIn?.close());
  return {
    get db() {
      return ready(opened.db);
    },
    get standIn() {
      return ready(opened.standIn);
    },
    signable: () => makeSignable(ready(opened.db), ready(opened.standIn)),
    changed: (given?: Parameters<typeof makeChange>[2]) => makeChange(ready(opened.db), ready(opened.standIn), given),
  };
}
