import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { eq, sql } from 'drizzle-orm';
import { exportOwn } from '#app/services/exports/export-own.server.ts';
import { checkImport } from '#app/services/imports/check-import.server.ts';
import { confirmImport } from '#app/services/imports/confirm-import.server.ts';
import { readWorkbook } from '#app/services/sheets/read-workbook.ts';
import { runImport } from '#app/services/imports/run-import.server.ts';
import { startImport } from '#app/services/imports/start-import.server.ts';
import { writeCodeLists } from '#app/services/reference/write-code-lists.server.ts';
import { writeShippedRules } from '#app/services/secrecy/write-shipped-rules.server.ts';
import { openDatabase } from '#db/client.server.ts';
import { achievements, imports } from '#db/schema/index.ts';
import { createTestDatabase } from '#db/testing.server.ts';
import { drainSearch } from '#search/changes.server.ts';
import { openSearch } from '#search/index.server.ts';
import { releaseImport } from '#seeds/make-import.ts';
import { asActor, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { codeLists } from '#seeds/reference/all.ts';
import { secrecyRules } from '#seeds/reference/secrecy-rules.ts';
import { fillSameTables } from './same-tables.ts';
import { generatedColumns, writeCsv, writeXlsx } from './import-rows.ts';

const mb = 1_048_576;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** Resident memory of this process and its children together, in bytes. */
function resident(): number {
  let children = 0;
  try {
    const pids = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean);
    for (const pid of pids) children += Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096;
  } catch {
    // A child has just ended, or the system does not tell.
  }
  return process.memoryUsage().rss + children;
}

/**
 * Imports so many generated records by the verbs up to their being public, as CSV and as XLSX, each on a database of its own; next to a bare COPY of the
 * CSV, the database writing the same rows into the same tables, and reading the workbook alone; then exports them again.
 * Gives the figures.
 */
export async function measureSize(rows: number): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'chengguo-bench-'));
  let peak = 0;
  let idle = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, resident());
  }, 25);
  const figures: Record<string, number> = { rows, loadAverage: Number((loadavg()[0] ?? 0).toFixed(1)) };
  try {
    for (const kind of ['csv', 'xlsx'] as const) {
      const { url, drop } = await createTestDatabase('bench');
      const opened = openDatabase(url, { statementTimeoutMs: 300_000 });
      const { db, sql: client } = opened;
      try {
        const ctx = { ...makeContext(db, { now: () => new Date() }), search: openSearch({ db }) };
        await writeCodeLists(ctx, codeLists);
        await writeShippedRules(ctx, secrecyRules);
        const org = await makeOrganisation(db, { kind: 'university' });
        const officer = await asActor(ctx, await makePerson(db, org, ['officer', 'secrecy']));
        const { id: reviewedBy } = await makePerson(db, org, ['secrecy']);
        const path = join(folder, `rows.${kind}`);
        await (kind === 'csv' ? writeCsv : writeXlsx)(path, rows, org.name);
        let bareMs: number;
        if (kind === 'csv') {
          const columns = Array.from({ length: generatedColumns }, (_, at) => `c${at} text`).join(', ');
          await db.execute(sql.raw(`create table bare (${columns})`));
          bareMs = await timed(async () =>
            pipeline(createReadStream(path), await client`copy bare from stdin (format csv, header)`.writable()),
          );
        } else {
          bareMs = await timed(() => readWorkbook(path, () => {}));
        }
        global.gc?.();
        idle = idle || resident();
        peak = idle;
        const file = await ctx.files.put(createReadStream(path), 512 * mb);
        const { id } = await startImport(officer, { file: { ...file, name: `rows.${kind}` } });
        const checkMs = await timed(() => checkImport(ctx, { importId: id }));
        const [checked] = await db.select().from(imports).where(eq(imports.id, id));
        if (checked?.validRows !== rows)
          throw new Error(`${checked?.state} ${checked?.failure}: ${checked?.validRows}`);
        await confirmImport(officer, { id, hasCommitted: true, reviewedBy });
        const runMs = await timed(() => runImport(ctx, { importId: id }));
        // The reviewer's click and its job: only then are the rows public. No part of it is left out of the figures.
        const releaseMs = await timed(() => releaseImport(ctx, id));
        if ((await db.$count(achievements, eq(achievements.state, 'published'))) !== rows)
          throw new Error('not all rows are public');
        const wholeMs = checkMs + runMs + releaseMs;
        figures[`${kind}RowsPerSecond`] = Math.round((rows / wholeMs) * 1000);
        figures[`${kind}ReleaseSeconds`] = Number((releaseMs / 1000).toFixed(1));
        // Every row checked and committed in the library, waiting for its reviewer; and all of it up to being public.
        const committed = Number((bareMs / (checkMs + runMs)).toFixed(3));
        figures[kind === 'csv' ? 'csvCommittedRatioToCopy' : 'xlsxCommittedRatioToRead'] = committed;
        figures[kind === 'csv' ? 'csvRatioToCopy' : 'xlsxRatioToRead'] = Number((bareMs / wholeMs).toFixed(3));
        figures.peakMB = Math.max(figures.peakMB ?? 0, Math.round((peak - idle) / mb));
        console.log(
          `${kind}: bare ${Math.round(bareMs)} ms, check ${Math.round(checkMs)} ms, store ${Math.round(runMs)} ms, make public ${Math.round(releaseMs)} ms`,
        );
        if (kind === 'csv') {
          // What no import can go below here, whatever it reads and checks.
          const floorMs = await fillSameTables(client);
          figures.csvRatioToFloor = Number((floorMs / wholeMs).toFixed(3));
          console.log(`csv: the same rows into the same tables ${Math.round(floorMs)} ms`);
          figures.indexSeconds = Number(((await timed(() => drainSearch(ctx))) / 1000).toFixed(1));
        } else {
          // The same rows leave again, read as fast as they come.
          global.gc?.();
          const before = resident();
          peak = before;
          for (const format of ['csv', 'xlsx', 'jsonl'] as const) {
            const exportMs = await timed(async () => {
              const stream = await exportOwn(officer, { format, state: null, words: '' });
              await pipeline(stream, new Writable({ write: (_piece, _encoding, done) => done() }));
            });
            figures[`${format}ExportSeconds`] = Number((exportMs / 1000).toFixed(1));
          }
          figures.exportPeakMB = Math.round((peak - before) / mb);
        }
      } finally {
        await opened.close();
        await drop();
      }
    }
    return figures;
  } finally {
    clearInterval(watch);
    rmSync(folder, { recursive: true, force: true });
  }
}
