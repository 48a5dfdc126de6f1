import { openDatabase, type OpenDatabase } from './client.server.ts';
import { createTestDatabase } from './testing.server.ts';

// One database a file; vitest-each-file.ts ends it, and the worker's next file makes its own.
const perFile = globalThis as typeof globalThis & { endTestDatabase?: () => Promise<void> };
let opened: Promise<OpenDatabase & { url: string }> | undefined;

/** The database of this test file, made when it is first asked for and dropped after the file. Tests commit in it. */
export function testDatabase(): Promise<OpenDatabase & { url: string }> {
  return (opened ??= open());
}

async function open(): Promise<OpenDatabase & { url: string }> {
  const { url, drop } = await createTestDatabase('vitest');
  const database = openDatabase(url, { poolSize: 5, applicationName: 'chengguo test' });
  perFile.endTestDatabase = async () => {
    opened = undefined;
    perFile.endTestDatabase = undefined;
    await database.close();
    await drop();
  };
  return { ...database, url };
}
