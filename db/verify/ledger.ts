import { join } from 'node:path';
import postgres from 'postgres';
import { startEmbedded } from '../embedded.ts';
import { projectRoot } from '../project-root.ts';
import { verifyLedger } from './verify-ledger.ts';

/** `npm run ledger:verify`: prints every difference between the books and the facts; exit code 1 when there is one. */
async function main(): Promise<number> {
  const given = process.env.DATABASE_URL;
  const dataDir = join(process.env.DATA_DIR ?? join(projectRoot, '.data'), 'postgres');
  const embedded = given ? null : await startEmbedded({ dataDir });
  const sql = postgres(given ?? embedded?.url ?? '', { max: 1, onnotice: () => {} });
  try {
    const differences = await verifyLedger(sql);
    const [counts] = await sql<{ entries: number }[]>`select count(*)::int as entries from ledger_entries`;
    for (const { check, subject, expected, found } of differences) {
      process.stdout.write(`${check}: ${subject} expected ${expected}, found ${found}\n`);
    }
    process.stdout.write(`${counts?.entries ?? 0} entries checked, ${differences.length} differences\n`);
    return differences.length === 0 ? 0 : 1;
  } finally {
    await sql.end({ timeout: 5 });
    await embedded?.stop();
  }
}

process.exitCode = await main();
