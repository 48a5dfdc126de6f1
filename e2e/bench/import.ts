import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { and, eq, sql } from 'drizzle-orm';
import { checkImport } from '#app/services/imports/check-import.server.ts';
import { confirmImport } from '#app/services/imports/confirm-import.server.ts';
import { runImport } from '#app/services/imports/run-import.server.ts';
import { startImport } from '#app/services/imports/start-import.server.ts';
import { writeCodeLists } from '#app/services/reference/write-code-lists.server.ts';
import { writeShippedRules } from '#app/services/secrecy/write-shipped-rules.server.ts';
import { openDatabase } from '#db/client.server.ts';
import { achievements, importRows, imports } from '#db/schema/index.ts';
import { createTestDatabase } from '#db/testing.server.ts';
import { jsonlToXlsx } from '#seeds/jsonl-to-xlsx.ts';
import { releaseImport } from '#seeds/make-import.ts';
import { asActor, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { codeLists } from '#seeds/reference/all.ts';
import { secrecyRules } from '#seeds/reference/secrecy-rules.ts';
import { measureSize } from './import-size.ts';

// With `--rows` so many generated records go through a started site; else every full record of a JSONL goes through the verbs, on a
// database of its own. Last line: the figures as JSON.
const [source, count] = process.argv.slice(2);
if (source === '--rows' && Number(count) > 0) {
  console.log(JSON.stringify(await measureSize(Number(count))));
  process.exit(0);
}
if (source === undefined || source.startsWith('-')) {
  console.error('npx tsx e2e/bench/import.ts <records.jsonl[.gz]> | --rows 95000');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'chengguo-bench-'));
const { url, drop } = await createTestDatabase('bench');
const { db, close } = openDatabase(url);
let peakRss = 0;
let peakChildRss = 0;
const watch = setInterval(() => {
  peakRss = Math.max(peakRss, process.memoryUsage().rss);
  peakChildRss = Math.max(peakChildRss, childRss());
}, 25);

/** Resident memory of the process that reads the sheet; 0 where the system does not tell. */
function childRss(): number {
  try {
    const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
      .split(' ')
      .filter(Boolean);
    const pages = children.map((pid) => Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]));
    return Math.max(0, ...pages) * 4096;
  } catch {
    return 0;
  }
}

const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
  const from = performance.now();
  const result = await work();
  return [result, Math.round(performance.now() - from)];
};

try {
  const ctx = makeContext(db, { now: () => new Date() });
  await writeCodeLists(ctx, codeLists);
  await writeShippedRules(ctx, secrecyRules);
  const org = await makeOrganisation(db, { kind: 'university' });
  const officer = await asActor(ctx, await makePerson(db, org, ['officer', 'secrecy']));
  const { id: reviewedBy } = await makePerson(db, org, ['secrecy']);
  const sheet = join(folder, 'records.xlsx');
  const [records, writeMs] = await timed(() => jsonlToXlsx(source, sheet, org.name));
  const before = process.memoryUsage().rss;
  const file = await ctx.files.put(createReadStream(sheet), 64 * 1_048_576);
  const { id } = await startImport(officer, { file: { ...file, name: basename(sheet) } });
  const [, checkMs] = await timed(() => checkImport(ctx, { importId: id }));
  const [checked] = await db.select().from(imports).where(eq(imports.id, id));
  if (checked?.state !== 'checked') throw new Error(`check ended as ${checked?.state}: ${checked?.failure}`);
  const problems = await db.select().from(importRows).where(eq(importRows.state, 'invalid')).limit(5);
  for (const row of problems)
    console.log(`row ${row.rowNo}: ${row.errors.map((e) => `${e.column} ${e.says}`).join('; ')}`);
  await confirmImport(officer, { id, hasCommitted: true, reviewedBy });
  const [, runMs] = await timed(() => runImport(ctx, { importId: id }));
  const [, releaseMs] = await timed(() => releaseImport(ctx, id));
  const stored = await db.$count(
    achievements,
    and(eq(achievements.orgId, org.id), eq(achievements.state, 'published')),
  );
  const rate = (ms: number) => Math.round((stored / ms) * 1000);
  console.log(
    `${records} records in the sheet, ${stored} public; ${checked.invalidRows} invalid, ${checked.duplicateRows} duplicate`,
  );
  // What the one click leaves out, because a person reads each of it: by what called for him.
  const left = await db
    .select({ reasons: achievements.reviewFlags, rows: sql<number>`count(*)::int` })
    .from(achievements)
    .where(and(eq(achievements.orgId, org.id), eq(achievements.state, 'unit_review')))
    .groupBy(achievements.reviewFlags);
  for (const { reasons, rows } of left) console.log(`${rows} wait for a reader: ${reasons.join('; ')}`);
  console.log(
    `check ${checkMs} ms (${rate(checkMs)}/s), store ${runMs} ms (${rate(runMs)}/s), make public ${releaseMs} ms (${rate(releaseMs)}/s)`,
  );
  console.log(
    JSON.stringify({
      bench: 'import',
      cores: cpus().length,
      records,
      stored,
      invalid: checked.invalidRows,
      duplicate: checked.duplicateRows,
      writeMs,
      checkMs,
      runMs,
      releaseMs,
      recordsPerSecond: rate(checkMs + runMs + releaseMs),
      rssBeforeMb: Math.round(before / 1_048_576),
      peakRssMb: Math.round(peakRss / 1_048_576),
      peakChildRssMb: Math.round(peakChildRss / 1_048_576),
    }),
  );
} finally {
  clearInterval(watch);
  await close();
  await drop();
  rmSync(folder, { recursive: true, force: true });
}
