import { realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { database, keptPort, serverUrl } from './cluster.ts';
import type { Account } from './command.ts';
import type { Place } from './place.ts';
import { lookForPostmaster, startPostmaster, type Durability } from './postmaster.ts';

/** Returns the port of a server that answers: the one that runs already, or one started after clearing up. */
export async function bringUp(place: Place, account: Account, durability: Durability): Promise<number> {
  const { dataDir } = place;
  const deadline = Date.now() + 60_000;
  let failures = 0;
  let leftoversSeen = 0;
  let lastWords = 'it neither answers nor ends';
  while (Date.now() < deadline && failures < 5) {
    const seen = lookForPostmaster(dataDir);
    if (seen.state === 'up') {
      if (await answers(serverUrl(dataDir, seen.port, 'postgres'), dataDir)) return seen.port;
      await sleep(100);
    } else if (seen.state === 'leftovers') {
      // Workers of a killed server end by themselves as soon as they look up; one deep in a query may not.
      leftoversSeen += 1;
      if (leftoversSeen > 30) seen.pids.forEach(killLeftover);
      await sleep(100);
    } else {
      const started = await startPostmaster(place, account, await keptPort(dataDir), durability);
      if (!started.ok) {
        failures += 1;
        lastWords = started.output;
        await sleep(300);
      }
    }
  }
  throw new Error(`The embedded PostgreSQL in ${dataDir} does not start: ${lastWords}`);
}

function killLeftover(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

async function answers(url: string, dataDir: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 3, onnotice: () => {} });
  try {
    const [row] = await sql<{ folder: string }[]>`select current_setting('data_directory') as folder`;
    const [known] = await sql`select 1 from pg_database where datname = ${database}`;
    if (!known) await sql.unsafe(`create database ${database}`);
    return row !== undefined && realpathSync(row.folder) === realpathSync(dataDir);
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
