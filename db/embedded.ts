import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { serverAccount } from './embedded/account.ts';
import { findBinaries } from './embedded/binaries.ts';
import { ensureCluster, keptPort, serverUrl } from './embedded/cluster.ts';
import type { Account } from './embedded/command.ts';
import { choosePlace, type Place } from './embedded/place.ts';
import { lookForPostmaster, startPostmaster, stopPostmaster, type Durability } from './embedded/postmaster.ts';
import { withStartLock } from './embedded/start-lock.ts';
import { projectRoot } from './project-root.ts';

export interface Embedded {
  url: string;
  dataDir: string;
  /** Stops the server, unless another process of ours still uses it: the last one out stops it. */
  stop: () => Promise<void>;
  /** The folder outside the checkout that had to be taken instead of the wished one. */
  movedTo?: string;
}

export interface EmbeddedOptions extends Partial<Durability> {
  dataDir?: string;
  log?: (line: string) => void;
  /** Where data go that PostgreSQL's account cannot reach in the checkout. */
  elsewhere?: string;
}

const database = 'chengguo';
const keeperName = 'chengguo keeper';

/**
 * Brings up the embedded PostgreSQL of a data folder, or joins the one that runs. It survives a kill -9 of this process
 * or of the server: the next start finds it or clears up after it; while this process lives, it brings a lost server back.
 */
export async function startEmbedded(options: EmbeddedOptions = {}): Promise<Embedded> {
  const { log = () => {}, elsewhere = '/var/lib/chengguo', durable = true } = options;
  const wished = resolve(options.dataDir ?? join(projectRoot, '.data', 'postgres'));
  const binaries = findBinaries();
  const account = serverAccount(wished, log);
  const place = await choosePlace({ dataDir: wished, elsewhere, account, binaries, log });
  const startLock = join(dirname(place.dataDir), `${basename(place.dataDir)}.lock`);

  const up = () =>
    withStartLock(startLock, async () => {
      await ensureCluster(place, account, binaries.version);
      const port = await bringUp(place, account, { durable });
      return { port, keeper: await openKeeper(serverUrl(place.dataDir, port, 'postgres')) };
    });

  let stopped = false;
  let { port, keeper } = await up();
  const watch = () => keeper.lost.then(revive);
  void watch();
  log(`PostgreSQL ${binaries.version.split('-')[0]} on 127.0.0.1:${port}, data in ${place.dataDir}.`);

  async function revive(): Promise<void> {
    while (!stopped) {
      log('PostgreSQL went away: bringing it back.');
      try {
        const again = await up();
        if (again.port !== port) log(`PostgreSQL is now on port ${again.port}: restart to use it.`);
        keeper = again.keeper;
        if (stopped) return leave(keeper, place, account, startLock);
        return void watch();
      } catch (error) {
        log(`PostgreSQL did not come back: ${String(error)}`);
        await sleep(2_000, undefined, { ref: false });
      }
    }
  }

  return {
    url: serverUrl(place.dataDir, port, database),
    dataDir: place.dataDir,
    ...(place.movedTo ? { movedTo: place.movedTo } : {}),
    async stop() {
      if (stopped) return;
      stopped = true;
      await leave(keeper, place, account, startLock);
    },
  };
}

async function bringUp(place: Place, account: Account, durability: Durability): Promise<number> {
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

/** One idle connection a process: it tells the others that we use the server, and us that the server is gone. */
interface Keeper {
  sql: postgres.Sql;
  lost: Promise<void>;
}

async function openKeeper(url: string): Promise<Keeper> {
  let tell = () => {};
  const lost = new Promise<void>((resolve) => (tell = resolve));
  const sql = postgres(url, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connection: { application_name: keeperName },
    onnotice: () => {},
    onclose: () => tell(),
  });
  await sql`select 1`;
  return { sql, lost };
}

async function leave({ sql }: Keeper, place: Place, account: Account, startLock: string): Promise<void> {
  await withStartLock(startLock, async () => {
    const others = await sql`
      select 1 from pg_stat_activity where application_name = ${keeperName} and pid <> pg_backend_pid()`.catch(
      () => [],
    );
    await sql.end({ timeout: 1 });
    if (others.length === 0 && lookForPostmaster(place.dataDir).state === 'up') await stopPostmaster(place, account);
  });
}
