import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { startEmbedded } from '#db/embedded.ts';
import { migrate } from '#db/migrate.ts';
import { projectRoot } from '#db/project-root.ts';
import { runChaos } from './run-chaos.ts';

// npm run chaos -- [--kills 500] [--server-every 25]
// On an embedded server of its own, with every commit on disk: workers are killed with SIGKILL at random moments, and after so many
// of them the database server too, in turn its postmaster and one of its backends. The last line is one JSON object; exit code 1 when
// a fact was lost or doubled, or the books differ from the facts.

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '500' }, 'server-every': { type: 'string', default: '25' } },
});
const folder = join(projectRoot, '.data', `chaos-${process.pid}`);
const embedded = await startEmbedded({ dataDir: folder });

let serverKills = 0;
async function killServer(): Promise<void> {
  serverKills += 1;
  const postmaster = Number(readFileSync(join(embedded.dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const victim = serverKills % 2 === 0 ? postmaster : await oneBackend();
  if (victim === null) return;
  try {
    process.kill(victim, 'SIGKILL');
  } catch {
    // It ended by itself in this moment.
  }
}

async function oneBackend(): Promise<number | null> {
  const sql = postgres(embedded.url, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql<{ pid: number }[]>`
      select pid from pg_stat_activity where application_name = 'chengguo chaos' order by state = 'active' desc, random() limit 1`;
    return row?.pid ?? null;
  } catch {
    return null;
  } finally {
    await sql.end({ timeout: 1 }).catch(() => {});
  }
}

let isSound = false;
try {
  await migrate(embedded.url);
  const report = await runChaos({
    url: embedded.url,
    kills: Number(values.kills),
    killServer: { every: Number(values['server-every']), kill: killServer },
    log: (line) => process.stdout.write(`${line}\n`),
  });
  for (const line of [...report.lostOrDoubled, ...report.differences]) process.stdout.write(`${line}\n`);
  isSound = report.lostOrDoubled.length + report.differences.length === 0;
  process.stdout.write(
    `${JSON.stringify({ ...report, lostOrDoubled: report.lostOrDoubled.length, differences: report.differences.length })}\n`,
  );
} finally {
  await embedded.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = isSound ? 0 : 1;
