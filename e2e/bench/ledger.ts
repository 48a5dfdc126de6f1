import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { contractPage } from '#app/services/contracts/queries.server.ts';
import { settlePayment } from '#app/services/payments/settle-payment.server.ts';
import { openDatabase } from '#db/client.server.ts';
import { startEmbedded } from '#db/embedded.ts';
import { migrate } from '#db/migrate.ts';
import { projectRoot } from '#db/project-root.ts';
import { asActor, testClock } from '#seeds/make.ts';
import { cloneContract } from './clone-contracts.ts';
import { contractPageOverHttp } from './contract-page.ts';
import {
  benchContext,
  type MadeContract,
  makeLongContract,
  makePaidContract,
  makePayingContract,
} from './ledger-world.ts';
import { oneByOne, parallel, rounded, summary } from './timing.ts';
import { makeTpcb, measureTpcb, type TpcbRate } from './tpcb.ts';

// npm run bench:ledger -- [--contracts 100000] [--entries 2000000] [--seconds 10] [--data FOLDER]
// On an embedded server of its own, with every commit on disk: books of 10,000 entries and books of so many, by copies of a contract that
// the verbs made; card payments settled by the production verb in both in turn, so that whatever else the machine does hits both alike;
// then for 8 payers at once, beside TPC-B on the same server; the page of a contract with ten years of monthly reports, as its query
// and over HTTP from the running product; ledger:verify as its own process. Provider and mail are no part of it; notices, audit lines and deadlines do not grow with the copies. The last
// line is one JSON object.

const { values } = parseArgs({
  options: {
    contracts: { type: 'string', default: '100000' },
    entries: { type: 'string', default: '2000000' },
    seconds: { type: 'string', default: '10' },
    data: { type: 'string' },
  },
});
const payers = 8;
const seconds = Number(values.seconds);
const entriesOfContract = 20;
const fewEntries = 10_000;
const folder = values.data ?? join(projectRoot, '.data', `bench-ledger-${process.pid}`);
const warmUp = 20;
const embedded = await startEmbedded({ dataDir: folder });
try {
  await measure();
} finally {
  await embedded.stop();
  if (!values.data) await rm(folder, { recursive: true, force: true });
}

/** The books of one database: contracts that were paid, claims that are paid by card, and what settles them. */
async function makeBooks(url: string) {
  await migrate(url);
  const { sql, db, close } = openDatabase(url, { poolSize: 10, statementTimeoutMs: 0 });
  const ctx = benchContext(db, testClock().now);
  const paid = await makePaidContract(db);
  const paying: MadeContract[] = [];
  for (let payer = 0; payer < payers; payer += 1) paying.push(await makePayingContract(db));
  /** Card pages of each payer that are paid and not settled yet. */
  const queues: string[][] = paying.map(() => []);
  let clones = 0;
  let paidClones = 0;
  return {
    db,
    ctx,
    close,
    left: () => queues.reduce((sum, queue) => sum + queue.length, 0),
    async openPages(each: number): Promise<void> {
      const [from, to] = [clones + 1, clones + each];
      for (const [payer, { id, parties }] of paying.entries()) {
        await cloneContract(sql, id, from, to);
        const rows = await sql<{ id: string }[]>`
          select id from payment_attempts where payer_org_id = ${parties.company.id} and state = 'pending' order by id limit ${each}`;
        queues[payer] = rows.map((row) => row.id);
      }
      clones = to;
      await sql.unsafe('checkpoint');
    },
    async growTo(contracts: number): Promise<void> {
      const from = performance.now();
      // A range of numbers of its own: the ids of clones never meet.
      await cloneContract(sql, paid.id, paidClones + 1, contracts);
      paidClones = contracts;
      await sql.unsafe('analyze');
      say(`${contracts} contracts in ${rounded((performance.now() - from) / 1000, 0)} s`);
    },
    async entries(): Promise<number> {
      const [count] = await sql<{ entries: number }[]>`select count(*)::int as entries from ledger_entries`;
      return count?.entries ?? 0;
    },
    async settle(payer: number) {
      const attemptId = queues[payer]?.pop();
      if (attemptId === undefined) return false;
      const event = { eventId: `evt_${attemptId}`, type: 'checkout.session.completed', account: 'acct_bench' };
      return settlePayment(ctx, { attemptId, event: { ...event, sessionId: `cs_${attemptId}` } });
    },
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function measure(): Promise<void> {
  const tpcbUrl = await makeTpcb(embedded.url);
  const few = await makeBooks(await databaseBeside('few_books'));
  const many = await makeBooks(embedded.url);
  await few.growTo(Math.ceil(fewEntries / entriesOfContract));
  const long = await makeLongContract(many.db);
  await many.growTo(Math.max(Number(values.contracts), Math.ceil(Number(values.entries) / entriesOfContract)));
  await few.openPages(400);
  await many.openPages(seconds * 100 + 400);

  // In turn, one here and one there: what else the machine does hits both alike.
  const took = { few: [] as number[], many: [] as number[] };
  for (let at = 0; at < warmUp + 300; at += 1) {
    for (const [name, books] of [
      ['few', few],
      ['many', many],
    ] as const) {
      const from = performance.now();
      await books.settle(at % payers);
      if (at >= warmUp) took[name].push(performance.now() - from);
    }
  }
  const alone = { few: summary(took.few), many: summary(took.many) };
  const small = await few.entries();
  say(`alone: ${small} entries p50 ${alone.few.p50Ms} ms; ${await many.entries()} entries p50 ${alone.many.p50Ms} ms`);

  const before = await measureTpcb(tpcbUrl, payers, seconds);
  const together = await parallel(payers, seconds * 1000, many.settle);
  const after = await measureTpcb(tpcbUrl, payers, seconds);
  const tpcb = before.map(({ by, perSecond }, i): TpcbRate => {
    const other = after[i]?.perSecond ?? perSecond;
    return { by, perSecond: Math.round((perSecond + other) / 2) };
  });
  const reader = await asActor(many.ctx, long.parties.unitFinance);
  await oneByOne(5, () => contractPage(reader, long.id));
  const page = await oneByOne(60, () => contractPage(reader, long.id));
  const entries = await many.entries();
  say(
    `${payers} payers ${together.perSecond}/s, p95 ${together.p95Ms} ms${many.left() === 0 ? ' (ran out of payments)' : ''}; ` +
      `${tpcb.map(({ by, perSecond }) => `${by} ${perSecond}/s`).join(', ')}; contract page p95 ${page.p95Ms} ms`,
  );
  await few.close();
  await many.close();

  const verified = await verify();
  const overHttp = await contractPageOverHttp();
  say(
    `over HTTP: contract page p95 ${overHttp.contractPageOverHttp.p95Ms} ms, a bare page ${overHttp.barePage.p95Ms} ms`,
  );
  const figures = {
    cores: availableParallelism(),
    load: loadavg().map((value) => rounded(value)),
    contracts: Number(values.contracts),
    entries,
    payers,
    settlementsPerSecond: together.perSecond,
    settlementP95Ms: together.p95Ms,
    tpcb,
    settlementsToTpcb: rounded(together.perSecond / (tpcb[0]?.perSecond ?? 1), 3),
    fewEntries: small,
    postingMsFew: alone.few.p50Ms,
    postingMsMany: alone.many.p50Ms,
    postingGrowth: rounded(alone.many.p50Ms / alone.few.p50Ms),
    contractPage: { statements: 120, ...page },
    ...overHttp,
    ...verified,
  };
  say(JSON.stringify(figures));
  if (verified.differences !== 0) process.exitCode = 1;
}

/** Another database on the same server. */
async function databaseBeside(name: string): Promise<string> {
  const admin = postgres(embedded.url, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  const url = new URL(embedded.url);
  url.pathname = `/${name}`;
  return url.href;
}

/** `ledger:verify` as people run it, and the most memory that its process ever had. */
async function verify() {
  const from = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', 'db/verify/ledger.ts'], {
    cwd: projectRoot,
    env: { ...process.env, DATABASE_URL: embedded.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2_000)));
  let peakMB = 0;
  const ended = new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
  while (child.exitCode === null && child.signalCode === null) {
    peakMB = Math.max(peakMB, peakOf(child.pid ?? 0));
    await sleep(100);
  }
  process.stdout.write(said);
  const differences = Number(/(\d+) differences/.exec(said)?.[1] ?? Number.NaN);
  return {
    verifyMinutes: rounded((performance.now() - from) / 60_000),
    verifyPeakMB: Math.round(peakMB),
    differences: (await ended) === 0 ? 0 : differences,
  };
}

function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
