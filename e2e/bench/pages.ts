import { spawn } from 'node:child_process';
import { get } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { projectRoot } from '#db/project-root.ts';
import { startSite } from '../site.ts';
import { fillFromSearch } from './fill-from-search.ts';

/**
 * `npm run bench:pages [-- rows]`: warm start, then list, search and detail page with the demo world plus 10,000 rows, as
 * requests per second and p95 beside a bare page of the same server in the same run, and the JavaScript that opening the public
 * list loads, as it is sent. With `--search-data FOLDER` the rows are as many as `bench:search --data FOLDER` has made, 100,000
 * or 1,000,000. The last line is one JSON object.
 */
const { values, positionals } = parseArgs({
  options: { 'search-data': { type: 'string' } },
  allowPositionals: true,
});
const seconds = 8;
const connections = 10;

const searchData = values['search-data'];
const first = await startSite();
await first.stop({ keepData: true });
const rows = searchData ? await fillFromSearch(first.dataDir, searchData) : Number(positionals[0] ?? 10_000);
if (!searchData) {
  await run(['--import', 'tsx', 'seeds/index.ts', '--scale', String(rows)], { DATA_DIR: first.dataDir });
}
const site = await startSite({ dataDir: first.dataDir });
const cookie = await site.sessionCookie('longyuan-officer');
const signedIn = `${cookie.name}=${cookie.value}`;

const q = encodeURIComponent('马铃薯 淀粉 废水');
/** The newest public records, so that a figure does not tell of one page asked for again and again. */
const newest = (await (await fetch(`${site.url}/api/v1/achievements`)).json()) as { items: { no: string }[] };
const records = newest.items.map(({ no }) => `/achievements/${no}`);
const pages: [string, string | string[], string][] = [
  ['bare', '/terms', ''],
  ['list', '/achievements', ''],
  ['search', `/achievements?q=${q}`, ''],
  ['filtered', '/achievements?region=620000&payLater=1', ''],
  ['detail', '/achievements/CG-2026-00001', ''],
  ['details', records, ''],
  ['home', '/', ''],
  ['listSignedIn', '/achievements', signedIn],
  ['desk', '/desk', signedIn],
];

interface Measured {
  readonly perSecond: number;
  readonly p95Ms: number;
}

async function load(paths: string | string[], header: string, forMs: number): Promise<Measured> {
  const until = performance.now() + forMs;
  const took: number[] = [];
  let asked = 0;
  const from = performance.now();
  const worker = async () => {
    while (performance.now() < until) {
      const path = typeof paths === 'string' ? paths : (paths[asked++ % paths.length] ?? '/');
      const at = performance.now();
      const answer = await fetch(site.url + path, { headers: header ? { cookie: header } : {} });
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
      took.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  took.sort((a, b) => a - b);
  const p95Ms = took[Math.floor(took.length * 0.95)] ?? 0;
  return { perSecond: (took.length * 1000) / (performance.now() - from), p95Ms };
}

const figures: Record<string, unknown> = {
  cores: cpus().length,
  rows,
  connections,
  warmStartMs: site.startedInMs,
};
for (const [, path, header] of pages) await load(path, header, 1000);
const bare: number[] = [];
for (const [name, path, header] of pages.slice(1)) {
  // The bare page before each page: the machine's speed drifts.
  const beside = await load('/terms', '', seconds * 500);
  bare.push(beside.perSecond);
  const measured = await load(path, header, seconds * 1000);
  const ratio = measured.perSecond / beside.perSecond;
  figures[name] = {
    perSecond: Math.round(measured.perSecond),
    p95Ms: Math.round(measured.p95Ms),
    ratioToBare: Number(ratio.toFixed(2)),
  };
  console.log(
    `${name}: ${measured.perSecond.toFixed(0)}/s, p95 ${measured.p95Ms.toFixed(0)} ms, ${ratio.toFixed(2)} of the bare page`,
  );
}
figures.listJsKB = Math.round((await scriptBytes('/achievements')) / 102.4) / 10;
figures.loadAverage = loadavg().map((load) => Number(load.toFixed(1)));
figures.barePerSecond = Math.round(bare.reduce((sum, one) => sum + one, 0) / bare.length);
await site.stop({ keepData: false });
console.log(JSON.stringify(figures));

/** Bytes of the scripts that a page names, brotli as the server sends them. */
async function scriptBytes(path: string): Promise<number> {
  const html = await (await fetch(site.url + path)).text();
  const loaded = html.matchAll(/(?:href=|src=|from\s*|import\s*)"(\/assets\/[^"]+\.js)"/g);
  const names = new Set([...loaded].flatMap(([, name]) => name ?? []));
  let sum = 0;
  for (const name of names) sum += await sentBytes(site.url + name);
  return sum;
}

/** As it comes over the wire: fetch would unpack it. */
function sentBytes(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'br' } }, (answer) => {
      let bytes = 0;
      answer.on('data', (piece: Buffer) => (bytes += piece.length));
      answer.on('end', () => resolve(bytes));
    }).on('error', reject);
  });
}

function run(args: string[], env: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: projectRoot,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))));
  });
}
