import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { rank } from '#app/domain/matching.ts';
import { openDatabase } from '#db/client.server.ts';
import { startEmbedded } from '#db/embedded.ts';
import { migrate } from '#db/migrate.ts';
import { openSearch } from '#search/index.server.ts';
import { chooser, openCorpus } from './search-corpus.ts';
import { noFacts } from './search-paths.ts';

// npm run bench:rebuild -- --data FOLDER [--kills 2]
// A whole rebuild of the index in FOLDER (one that bench:search filled with --data), in a process that is killed with
// SIGKILL in the middle of a pass and started again, while this process goes on asking for matches. At the end every
// posting is counted against the documents. The last line is one JSON object; a difference is exit code 1.

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    kills: { type: 'string', default: '2' },
    child: { type: 'string' },
  },
});
const kind = 'achievement';
const megabytes = (bytes: number): number => Math.round(bytes / 1_048_576);

if (values.child) await rebuildIn(values.child);
else if (values.data) await watchedRebuild(values.data, Number(values.kills));
else throw new Error('--data FOLDER');

/** What the process does that is killed: the rebuild and nothing else. */
async function rebuildIn(url: string): Promise<void> {
  const { db, close } = openDatabase(url, { applicationName: 'chengguo-rebuild', statementTimeoutMs: 0 });
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
  await openSearch({ db, onError: (error) => console.error(error) }).rebuild(kind);
  clearInterval(watch);
  await close();
  console.log(JSON.stringify({ peakMb: megabytes(peak) }));
}

async function watchedRebuild(dataDir: string, kills: number): Promise<void> {
  const embedded = await startEmbedded({ dataDir });
  await migrate(embedded.url);
  const { sql, db, close } = openDatabase(embedded.url, { applicationName: 'chengguo-bench', statementTimeoutMs: 0 });
  const engine = openSearch({ db, onError: (error) => console.error(error) });
  const corpus = openCorpus();
  const random = chooser(17);

  const during: number[] = [];
  const work = { isDone: false };
  const match = async (): Promise<void> => {
    const answer = await engine.match({ kind, text: corpus.demand(random), limit: 200 });
    rank(noFacts, answer, answer.candidates, undefined, 30);
  };
  const genNow = async () =>
    (await sql<{ gen: number }[]>`select gen from search_indexes where kind = ${kind}`)[0]!.gen;
  const standing = async () =>
    (
      await sql<{ gen: number; passes: number; donePasses: number }[]>`
        select gen, passes, done_passes as "donePasses" from search_rebuilds where kind = ${kind}`
    )[0];

  try {
    const before = await genNow();
    const leftOver = await standing();
    console.log(`begins at ${JSON.stringify(leftOver ?? 'nothing')}`);
    for (let at = 0; at < 40; at += 1) await match();
    const traffic = (async () => {
      while (!work.isDone) {
        const start = performance.now();
        await match();
        during.push(performance.now() - start);
        await sleep(20);
      }
    })();
    const from = performance.now();
    const rounds: { seconds: number; fromPass: number; passes: number; killed: boolean }[] = [];
    let peakMb = 0;
    for (let round = 0; ; round += 1) {
      const began = performance.now();
      const fromPass = (await standing())?.donePasses ?? 0;
      const child = spawn(
        process.execPath,
        [...process.execArgv, fileURLToPath(import.meta.url), '--child', embedded.url],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      const said = told(child);
      const isLast = round === kills;
      if (!isLast) {
        // Killed between the pass after its first one and the next: something is written, something is under way.
        while (child.exitCode === null && ((await standing())?.donePasses ?? 0) <= fromPass) await sleep(200);
        await sleep(3_000);
        child.kill('SIGKILL');
      }
      await once(child, 'exit').catch(() => {});
      const now = await standing();
      rounds.push({
        seconds: Math.round((performance.now() - began) / 100) / 10,
        fromPass,
        passes: now?.donePasses ?? -1,
        killed: child.signalCode === 'SIGKILL',
      });
      console.log(JSON.stringify(rounds.at(-1)));
      if (!now) {
        peakMb = (JSON.parse((await said).trim() || '{"peakMb":0}') as { peakMb: number }).peakMb;
        break;
      }
    }
    const seconds = Math.round((performance.now() - from) / 1000);
    work.isDone = true;
    await traffic;
    const [counted] = await sql<{ docs: number; terms: number; postings: number }[]>`
      select count(*)::int as docs, sum(octet_length(tfs))::float8 as terms,
        (select sum(df)::float8 from search_postings p join search_indexes i on i.kind = p.kind and i.gen = p.gen
          where p.kind = ${kind} and segment = 0) as postings
      from search_documents where kind = ${kind}`;
    const sorted = during.sort((a, b) => a - b);
    const isWhole = counted!.terms === counted!.postings && (await genNow()) === before + 1;
    if (!isWhole) process.exitCode = 1;
    console.log(
      JSON.stringify({
        bench: 'search-rebuild',
        cores: availableParallelism(),
        seconds,
        rounds,
        peakMb,
        matchMeanwhileMs: {
          n: sorted.length,
          p50: Math.round(sorted[Math.floor(sorted.length * 0.5)] ?? 0),
          p95: Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? 0),
        },
        ...counted,
        isWhole,
      }),
    );
  } finally {
    work.isDone = true;
    await close();
    await embedded.stop();
  }
}

async function told(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const part of child.stdout!) text += String(part);
  return text;
}
