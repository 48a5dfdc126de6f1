import { join } from 'node:path';
import postgres from 'postgres';
import { startEmbedded } from '../embedded.ts';
import { projectRoot } from '../project-root.ts';
import { claimDifferences } from './verify-claims.ts';
import { ledgerDifferences } from './verify-ledger.ts';
import { versionDifferences } from './verify-versions.ts';

/**
 * `npm run ledger:verify`: prints every difference between claims and signed terms, and between books and facts, as it is found;
 * exit code 1 when there is one. It reads one moment of the database, so that deeds may go on, and its memory does not grow with
 * the books.
 */
async function main(): Promise<number> {
  const given = process.env.DATABASE_URL;
  const dataDir = join(process.env.DATA_DIR ?? join(projectRoot, '.data'), 'postgres');
  const embedded = given ? null : await startEmbedded({ dataDir });
  const sql = postgres(given ?? embedded?.url ?? '', { max: 1, onnotice: () => {} });
  let differences = 0;
  try {
    await sql.begin('isolation level repeatable read read only', async (tx) => {
      // Sums over whole books sort in memory rather than on disk.
      await tx`set local work_mem = '64MB'`;
      for (const found of [versionDifferences(tx), claimDifferences(tx), ledgerDifferences(tx)]) {
        for await (const { check, subject, expected, found: is } of found) {
          differences += 1;
          process.stdout.write(`${check}: ${subject} expected ${expected}, found ${is}\n`);
        }
      }
      const [counts] = await tx<{ entries: number; claims: number }[]>`
        select (select count(*)::int from ledger_entries) as entries, (select count(*)::int from obligations) as claims`;
      process.stdout.write(
        `${counts?.claims ?? 0} claims and ${counts?.entries ?? 0} entries checked, ${differences} differences\n`,
      );
    });
    return differences === 0 ? 0 : 1;
  } finally {
    await sql.end({ timeout: 5 });
    await embedded?.stop();
  }
}

process.exitCode = await main();
