import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverAccount } from './embedded/account.ts';
import { findBinaries } from './embedded/binaries.ts';
import { bringUp } from './embedded/bring-up.ts';
import { database, ensureCluster, serverUrl } from './embedded/cluster.ts';
import type { Account } from './embedded/command.ts';
import { openKeeper, type Keeper } from './embedded/keeper.ts';
import { choosePlace, type Place } from './embedded/place.ts';
import { lookForPostmaster, stopPostmaster, type Durability } from './embedded/postmaster.ts';
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

  const ending = new AbortController();
  const { port, keeper: first } = await up();
  let keeper = first;
  const watch = () => keeper.lost.then(revive);
  void watch();
  log(`PostgreSQL ${binaries.version.split('-')[0]} on 127.0.0.1:${port}, data in ${place.dataDir}.`);

  async function revive(): Promise<void> {
    while (!ending.signal.aborted) {
      log('PostgreSQL went away: bringing it back.');
      try {
        const again = await up();
        if (again.port !== port) log(`PostgreSQL is now on port ${again.port}: restart to use it.`);
        keeper = again.keeper;
        if (ending.signal.aborted) return leave(keeper, place, account, startLock);
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
      if (ending.signal.aborted) return;
      ending.abort();
      await leave(keeper, place, account, startLock);
    },
  };
}

async function leave(keeper: Keeper, place: Place, account: Account, startLock: string): Promise<void> {
  await withStartLock(startLock, async () => {
    const isLast = !(await keeper.hasCompany());
    await keeper.end();
    if (isLast && lookForPostmaster(place.dataDir).state === 'up') await stopPostmaster(place, account);
  });
}
