import { startTestServer, sweepTestDatabases } from './testing.server.ts';

/** Once a run: the test server for all workers, which find it in TEST_DATABASE_URL. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startTestServer((line) => console.log(line));
  process.env.TEST_DATABASE_URL = server.url;
  await sweepTestDatabases(server.url);
  return server.stop;
}
