import { join } from 'node:path';
import postgres from 'postgres';
import { startEmbedded } from '../embedded.ts';
import { projectRoot } from '../project-root.ts';
import { verifyClaims } from './verify-claims.ts';
import { verifyLedger } from './verify-ledger.ts';

/** `npm run ledger:verify`: prints every difference between claims and signed terms, and between books and facts; exit code 1 when there is one. */
async function main(): Promise<number> {
  const given = process.env.DATABASE_URL;
  const dataDir = join(process.env.DATA_DIR ?? join(projectRoot, '.data'), 'postgres');
  const embedded = given ? null : await startEmbedded({ dataDir });
  const sql = postgres(given ?? embedded?.url ?? '', { max: 1, onnotice: () => {} });
  try {
    const differences = [...(await verifyClaims(sql)), ...(await verifyLedger(sql))];
    const [counts] = await sql<{ entries: number; claims: number }[]>`
      select (select count(*)::int from ledger_entries) as entries, (select count(*)::int from obligations) as claims`;
    for (const { check, subject, expected, found } of differences) {
      process.stdout.write(`${check}: ${subject} expected ${expected}, found ${found}\n`);
    }
    process.stdout.write(
      `${counts?.claims ?? 0} claims and ${counts?.entries ?? 0} entries checked, ${differences.length} differences\n`,
    );
    return differences.length === 0 ? 0 : 1;
  } finally {
    await sql.end({ timeout: 5 });
    await embedded?.stop();
  }
}

process.exitCode = await main();
