import { createReadStream, mkdtempSync, openAsBlob, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pipeline } from 'node:stream/promises';
import postgres from 'postgres';
import { reviewChecklists } from '#app/domain/review.ts';
import { readWorkbook } from '#app/services/sheets/read-workbook.ts';
import { startEmbedded } from '#db/embedded.ts';
import { organisations } from '#seeds/world/organisations.ts';
import { type Site, startSite, tellWorld } from '../site.ts';
import { generatedColumns, writeCsv, writeXlsx } from './import-rows.ts';
import { watchResident } from './resident.ts';
import { fillSameTables } from './same-tables.ts';
import { rounded } from './timing.ts';
import { signIn, type Visitor } from './visitor.ts';

type Kind = 'csv' | 'xlsx';
type Figures = Record<string, number>;

/** A page that waits looks twice a second; the bench a little more often, so that it adds less to what it measures. */
const lookMs = 200;
const bareRuns = 3;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** Of several runs the one in the middle. */
async function bare(work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let run = 0; run < bareRuns; run += 1) took.push(await timed(work));
  return took.toSorted((a, b) => a - b)[Math.floor(bareRuns / 2)] ?? 0;
}

/**
 * Brings so many generated records in by the web, up to their being public, as CSV and as XLSX, each to a started site of its own: two people
 * signed in, the upload as the browser sends it, the pages' own answers while they wait. Beside it, in the same run and on the same
 * database server, a bare COPY of the CSV, the database writing the same rows into the same tables, and reading the workbook alone;
 * then the rows leave again. Memory is that of the server and of what it starts, the reading child too, over what it held before.
 */
export async function measureSize(rows: number): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'chengguo-bench-'));
  const forget = await tellWorld();
  const figures: Figures = { rows, loadAverage: rounded(loadavg()[0] ?? 0, 1) };
  try {
    for (const kind of ['csv', 'xlsx'] as const) {
      const path = join(folder, `rows.${kind}`);
      const unit = organisations.find(({ key }) => key === 'longyuan-poly')?.name ?? '';
      await (kind === 'csv' ? writeCsv : writeXlsx)(path, rows, unit);
      const site = await startSite();
      const database = await startEmbedded({ dataDir: join(site.dataDir, 'postgres') });
      const client = postgres(database.url, { max: 2, onnotice: () => {} });
      try {
        await measureKind({ site, client, kind, path, rows }, figures);
      } finally {
        await client.end();
        await database.stop();
        await site.stop({ keepData: false });
      }
    }
    return figures;
  } finally {
    await forget();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Given {
  readonly site: Site;
  readonly client: postgres.Sql;
  readonly kind: Kind;
  readonly path: string;
  readonly rows: number;
}

async function measureKind({ site, client, kind, path, rows }: Given, figures: Figures): Promise<void> {
  const officer = await signIn(site, 'longyuan-officer');
  const reviewer = await signIn(site, 'longyuan-secrecy');
  const bareMs = await bare(() => (kind === 'csv' ? bareCopy(client, path) : readWorkbook(path, () => {})));
  // What the first visit to a page makes is not the import's.
  await officer.look('/desk/imports');
  await reviewer.look('/desk/reviews/achievements');
  await sleep(3_000);
  const watch = watchResident(site.pid);
  const held: string[] = [];
  const note = (phase: string) => held.push(`${phase} ${watch.sinceLast()}`);
  const took = await bringIn({ officer, reviewer, path, kind, rows, note });
  const indexMs = await timed(() => until(officer, took.at, ({ isSearchable }) => isSearchable === true));
  note('index');
  figures.peakMB = Math.max(figures.peakMB ?? 0, watch.over());
  watch.stop();
  const [shown] = await client<{ n: number }[]>`
    select count(*)::int as n from achievements where state = 'published' and name like '%（批次 B%'`;
  if (shown?.n !== rows) throw new Error(`${shown?.n} of ${rows} rows are public`);

  const committedMs = took.checkMs + took.storeMs;
  const wholeMs = committedMs + took.releaseMs;
  figures[`${kind}RowsPerSecond`] = Math.round((rows / wholeMs) * 1000);
  figures[`${kind}CommittedRowsPerSecond`] = Math.round((rows / committedMs) * 1000);
  figures[`${kind}ReleaseSeconds`] = rounded(took.releaseMs / 1000, 1);
  // Every row checked and committed in the library, waiting for its reviewer; and all of it up to being public.
  figures[kind === 'csv' ? 'csvCommittedRatioToCopy' : 'xlsxCommittedRatioToRead'] = rounded(bareMs / committedMs, 3);
  figures[kind === 'csv' ? 'csvRatioToCopy' : 'xlsxRatioToRead'] = rounded(bareMs / wholeMs, 3);
  console.log(
    `${kind}: bare ${Math.round(bareMs)} ms; upload and check ${Math.round(took.checkMs)} ms, of which the upload ${Math.round(took.uploadMs)} ms; ` +
      `store ${Math.round(took.storeMs)} ms, make public ${Math.round(took.releaseMs)} ms, index caught up after ${Math.round(indexMs)} ms`,
  );
  console.log(`${kind}: MB over idle, at most: ${held.join(', ')}`);
  if (kind === 'csv') {
    figures.indexSeconds = rounded(indexMs / 1000, 1);
    // What no import can go below here on one connection, whatever it reads and checks.
    const floorMs = await fillSameTables(client);
    figures.csvRatioToFloor = rounded(floorMs / wholeMs, 3);
    console.log(`csv: the same rows into the same tables ${Math.round(floorMs)} ms`);
    return;
  }
  // The same rows leave again, read as fast as they come.
  const leaving = watchResident(site.pid);
  const left: string[] = [];
  for (const format of ['csv', 'xlsx', 'jsonl'] as const) {
    const exportMs = await timed(async () => {
      const answer = await officer.open(`/desk/achievements/export?format=${format}`);
      if (answer.status !== 200) throw new Error(`the export answered ${answer.status}`);
      await answer.body?.pipeTo(new WritableStream());
    });
    figures[`${format}ExportSeconds`] = rounded(exportMs / 1000, 1);
    left.push(`${format} ${leaving.sinceLast()}`);
  }
  console.log(`exports: MB over idle, at most: ${left.join(', ')}`);
  figures.exportPeakMB = leaving.over();
  leaving.stop();
}

async function bareCopy(client: postgres.Sql, path: string): Promise<void> {
  const columns = Array.from({ length: generatedColumns }, (_, at) => `c${at} text`).join(', ');
  await client.unsafe(`drop table if exists bare; create table bare (${columns})`);
  await pipeline(createReadStream(path), await client`copy bare from stdin (format csv, header)`.writable());
}

interface Took {
  /** The page of the import. */
  readonly at: string;
  readonly uploadMs: number;
  /** With the upload. */
  readonly checkMs: number;
  readonly storeMs: number;
  /** From the reviewer's click; his reading is his own affair. */
  readonly releaseMs: number;
}

interface Brought {
  readonly officer: Visitor;
  readonly reviewer: Visitor;
  readonly path: string;
  readonly kind: Kind;
  readonly rows: number;
  /** Told when a part of it is through. */
  readonly note: (phase: string) => void;
}

async function bringIn({ officer, reviewer, path, kind, rows, note }: Brought): Promise<Took> {
  const form = new FormData();
  form.set('intent', 'upload');
  form.set('file', await openAsBlob(path), `rows.${kind}`);
  let at = '';
  let uploadMs = 0;
  const checkMs = await timed(async () => {
    uploadMs = await timed(async () => {
      at = await officer.send('/desk/imports', form);
    });
    await until(officer, at, isIn('checked'));
  });
  note('check');
  const checked = await officer.look(at);
  const { validRows } = checked.row as { validRows: number };
  if (validRows !== rows) throw new Error(`${validRows} of ${rows} rows passed`);
  const [named] = checked.reviewers as { id: string }[];
  const confirm = { intent: 'confirm', commitment: 'on', review: 'named', reviewedBy: named?.id ?? '' };
  const storeMs = await timed(async () => {
    await officer.send(at, new URLSearchParams(confirm));
    await until(officer, at, isIn('waiting'));
  });
  note('store');
  const importId = at.split('/').at(-1) ?? '';
  const work = `/desk/reviews/achievements?import=${importId}`;
  const [sample] = (await reviewer.look(work)).samples as { mark: string }[];
  const release = new URLSearchParams({ intent: 'imported', importId, event: 'release', seen: sample?.mark ?? '' });
  for (const { key } of reviewChecklists.secrecy) release.append('checks', key);
  const releaseMs = await timed(async () => {
    await reviewer.send('/desk/reviews/achievements', release);
    await until(officer, at, isIn('done'));
  });
  note('make public');
  return { at, uploadMs, checkMs, storeMs, releaseMs };
}

type Page = Readonly<Record<string, unknown>>;

const stateOf = ({ row }: Page): string => (row as { state: string }).state;
const isIn =
  (state: string) =>
  (page: Page): boolean => {
    if (['failed', 'mapping', 'cancelled'].includes(stateOf(page))) throw new Error(`it ended as ${stateOf(page)}`);
    return stateOf(page) === state;
  };

async function until(visitor: Visitor, at: string, isThere: (page: Page) => boolean): Promise<void> {
  while (!isThere(await visitor.look(at))) await sleep(lookMs);
}
