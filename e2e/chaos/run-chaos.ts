import { randomInt, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { build } from 'esbuild';
import { newTerms } from '#app/domain/contract.ts';
import { type Database, openDatabase } from '#db/client.server.ts';
import { projectRoot } from '#db/project-root.ts';
import { milestones, organisations } from '#db/schema/index.ts';
import { verifyClaims } from '#db/verify/verify-claims.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { fakeGateway } from '#seeds/fake-gateway.ts';
import { makeParties, makeSignedContract, milestoneTerms } from '#seeds/make-signed-contract.ts';
import type { Answer, Deed } from './deeds.ts';
import { lostOrDoubled, newLog } from './told-log.ts';
import { WorkerPool } from './worker-pool.ts';

export interface ChaosOptions {
  readonly url: string;
  readonly kills: number;
  /** What a kill of something else than a worker does, and after how many kills of workers it comes; null: only workers die. */
  readonly killServer?: { readonly every: number; readonly kill: () => Promise<void> };
  readonly log?: (line: string) => void;
}

export interface ChaosReport {
  readonly kills: number;
  readonly serverKills: number;
  /** Deeds in the middle of which their process died. */
  readonly interrupted: number;
  /** Deeds that the platform said were done, and those it refused because they were done before. */
  readonly done: number;
  readonly refused: number;
  readonly failed: number;
  readonly seconds: number;
  readonly lostOrDoubled: readonly string[];
  /** What `ledger:verify` would print. */
  readonly differences: readonly string[];
}

const milestoneFen = 10_000_000n;
const milestonesEach = 12;
const contractsAtOnce = 5;
const quarters = Array.from({ length: 40 }, (_, i) => `${2016 + Math.floor(i / 4)}Q${(i % 4) + 1}`);

/**
 * Payments, acceptances, reports and confirmations run in processes that are killed at random moments, as often as is asked. Who
 * asked for a deed and got no answer asks again, as people do. At the end all of it is done, told once or not, and the books are
 * held against the facts and against what was told.
 */
export async function runChaos({ url, kills, killServer, log = () => {} }: ChaosOptions): Promise<ChaosReport> {
  const from = performance.now();
  const { db, sql, close } = openDatabase(url, { poolSize: 4, applicationName: 'chengguo chaos driver' });
  const files = mkdtempSync(join(tmpdir(), 'chengguo-chaos-'));
  const script = await bundledWorker();
  const gateway = fakeGateway();
  const pool = new WorkerPool({ script, args: [url, files], workers: 3, tasksEach: 4, gateway });
  const told = newLog();
  const paid = new Map<string, bigint>();
  const counts = { done: 0, refused: 0, failed: 0 };
  const over = new AbortController();
  let serverKills = 0;

  /** Asks until somebody says what stands. */
  async function insist(deed: Deed): Promise<Answer> {
    for (;;) {
      const answer = await pool.ask(deed);
      if (answer !== null) counts[answer.outcome] += 1;
      if (answer !== null && answer.outcome !== 'failed') return answer;
      if (answer !== null && !isOfServer(answer.why)) throw new Error(`${deed.kind}: ${answer.why}`);
      await sleep(answer === null ? 5 : 200);
    }
  }

  async function payByCard(obligationId: string, payerId: string, payeeId: string, at: number): Promise<void> {
    const { nextId: attemptId } = await insist({ kind: 'open', obligationId, actorId: payerId });
    if (attemptId === null) throw new Error('a card page that was opened is gone');
    paid.set(attemptId, gateway.sessions.get(`cs_${attemptId}`)?.amountFen ?? 0n);
    gateway.pay(attemptId);
    const events = [randomUUID(), randomUUID()].map((id) => `evt_${id}`);
    const heard = await Promise.all(
      [...events, ...events].map((eventId) => insist({ kind: 'hear', attemptId, eventId })),
    );
    const receiptId = heard.find(({ nextId }) => nextId !== null)?.nextId;
    if (!receiptId) throw new Error('a card payment was not booked');
    if (at % 3 !== 0) return;
    const amountFen = 1_000_000n;
    await insist({ kind: 'refund', receiptId, amountFen, key: randomUUID(), actorId: payeeId });
    told.refunded.set(receiptId, amountFen);
  }

  async function payByBank(
    obligationId: string,
    amountFen: bigint,
    payerId: string,
    clerks: readonly string[],
  ): Promise<void> {
    const serial = `SN${randomUUID().replaceAll('-', '').slice(0, 24)}`;
    const slip = { obligationId, amountFen, serial, key: randomUUID() };
    const { madeId: receiptId } = await insist({ kind: 'claim', ...slip, actorId: payerId });
    if (receiptId === null) throw new Error('a transfer that was recorded is gone');
    told.claimed.set(serial, { receiptId, amountFen });
    await Promise.all(clerks.map((actorId) => insist({ kind: 'confirm', receiptId, actorId })));
    told.confirmed.add(receiptId);
  }

  async function playContract(): Promise<void> {
    const { contract, stones, parties } = await makeContract(db);
    const { companyOfficer, companyFinance, unitOfficer, unitFinance } = parties;
    const clerks = [unitFinance.id, unitFinance.id];
    const payMilestones = async (own: readonly string[]) => {
      for (const [at, milestoneId] of own.entries()) {
        if (over.signal.aborted) return;
        await insist({ kind: 'submit', milestoneId, actorId: unitOfficer.id });
        const { nextId } = await insist({ kind: 'accept', milestoneId, actorId: companyOfficer.id });
        if (nextId === null) throw new Error('an accepted milestone has no claim');
        told.accepted.set(milestoneId, nextId);
        if (at % 2 === 0) await payByCard(nextId, companyFinance.id, unitFinance.id, at);
        else await payByBank(nextId, milestoneFen, companyFinance.id, clerks);
      }
    };
    const report = async () => {
      for (const period of quarters) {
        if (over.signal.aborted) return;
        const grossFen = BigInt(randomInt(1, 1_000_000)) * 100n;
        const deed = { kind: 'file' as const, contractId: contract.id, period, grossFen, key: randomUUID() };
        const { madeId } = await insist({ ...deed, actorId: companyFinance.id });
        if (madeId === null) throw new Error('a report that was filed is gone');
        told.filed.set(`${contract.id} ${period}`, { statementId: madeId, grossFen });
      }
    };
    const half = stones.length / 2;
    await Promise.all([payMilestones(stones.slice(0, half)), payMilestones(stones.slice(half)), report()]);
  }

  const play = async () => {
    while (!over.signal.aborted) await playContract();
  };
  const played = Promise.all(Array.from({ length: contractsAtOnce }, play));
  const killing = (async () => {
    while (pool.killed < kills) {
      // At its own pace, fast machine or slow: after a few more deeds, at a random moment of the next ones.
      const enough = counts.done + randomInt(1, 5);
      for (let waited = 0; counts.done < enough && waited < 100; waited += 1) await sleep(20);
      await sleep(randomInt(0, 120));
      if (!pool.killOne()) continue;
      if (killServer && pool.killed % killServer.every === 0) {
        serverKills += 1;
        await killServer.kill();
      }
      if (pool.killed % 50 === 0) log(`${pool.killed} killed, ${counts.done} deeds done`);
    }
    over.abort();
  })();
  try {
    await Promise.race([played, killing]);
    over.abort();
    await Promise.all([played, killing]);
    const lost = await lostOrDoubled(sql, told, { paid, refunded: sumsOf(gateway.refunds) });
    const found = [...(await verifyClaims(sql)), ...(await verifyLedger(sql))];
    return {
      kills: pool.killed,
      serverKills,
      interrupted: pool.interrupted,
      ...counts,
      seconds: Math.round((performance.now() - from) / 1000),
      lostOrDoubled: lost,
      differences: found.map(
        ({ check, subject, expected, found: is }) => `${check}: ${subject} expected ${expected}, found ${is}`,
      ),
    };
  } finally {
    over.abort();
    pool.end();
    await close();
    rmSync(script, { force: true });
    rmSync(files, { recursive: true, force: true });
  }
}

/** Words of a server that is away, or that ended a connection: whether the deed was done nobody knows. */
const isOfServer = (why: string | null): boolean =>
  /CONNECT|ECONN|EPIPE|terminat|shutting down|starting up|recovery|Failed query|crash/i.test(why ?? '');

const sumsOf = (refunds: ReadonlyMap<string, { readonly amountFen: bigint }>): ReadonlyMap<string, bigint> =>
  new Map([...refunds].map(([id, { amountFen }]) => [id, amountFen]));

/** A contract with milestones of 100,000.00 that wait for evidence, and a royalty to be reported for ten years past. */
async function makeContract(db: Database) {
  const parties = await makeParties(db);
  await db.update(organisations).set({ stripeAccountId: 'acct_chaos' }).where(eq(organisations.id, parties.unit.id));
  const royalty = { ...newTerms.royalty!, deductions: [], capFen: null };
  const stones = Array.from({ length: milestonesEach }, () => milestoneTerms({ amountFen: milestoneFen }));
  const terms = { milestones: stones, royalty, termYears: 20, trial: { months: 12, extensionMonths: 0 } };
  const signedAt = new Date('2015-01-24T02:00:00Z');
  const made = await makeSignedContract(db, parties, { terms, signedAt });
  await db
    .update(milestones)
    .set({ state: 'pending', acceptedAt: null })
    .where(eq(milestones.contractId, made.contract.id));
  return { contract: made.contract, stones: made.milestones.map(({ id }) => id), parties };
}

/** One file that starts fast: killed workers are many, and each is followed by a new one. */
async function bundledWorker(): Promise<string> {
  const folder = join(projectRoot, '.data');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `chaos-worker-${process.pid}.mjs`);
  await build({
    entryPoints: [join(projectRoot, 'e2e/chaos/worker.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: { '#app': './app', '#db': './db', '#search': './search', '#seeds': './seeds' },
    absWorkingDir: projectRoot,
    logLevel: 'error',
  });
  return outfile;
}
