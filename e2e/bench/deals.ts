import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { v7 } from 'uuid';
import type { AchievementSearch } from '#app/domain/achievement-search.ts';
import { anchorOf, isOpenQuery, savedQueryOf } from '#app/domain/saved-search.ts';
import { percolate } from '#app/services/alerts/percolate.server.ts';
import { roomChannel } from '#app/services/deals/announce-room.server.ts';
import { openDatabase } from '#db/client.server.ts';
import { startEmbedded } from '#db/embedded.ts';
import { projectRoot } from '#db/project-root.ts';
import { deals, savedSearches } from '#db/schema/index.ts';
import { openSearch } from '#search/index.server.ts';
import { makeContext } from '#seeds/make.ts';
import { startSite } from '../site.ts';

/**
 * `npm run bench:deals [-- --small]`: publishing a demand until its matches stand on the page, one published achievement against
 * the saved searches, open live connections of deal rooms, and the list of deals of a busy enterprise. Single run, load said.
 * The last line is one JSON object.
 */
const { values } = parseArgs({ options: { small: { type: 'boolean', default: false } } });
const size = values.small
  ? { achievements: 2_000, searches: 1_000, connections: 100, deals: 200, tries: 5 }
  : { achievements: 100_000, searches: 20_000, connections: 1_000, deals: 2_000, tries: 20 };

const p95 = (took: number[]): number => {
  const sorted = took.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0);
};
const median = (took: number[]): number => Math.round(took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)] ?? 0);
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};

const first = await startSite();
await run(['--import', 'tsx', 'seeds/index.ts', '--scale', String(size.achievements)], { DATA_DIR: first.dataDir });
await first.stop({ keepData: true });
const site = await startSite({ dataDir: first.dataDir });
const joined = await startEmbedded({ dataDir: `${site.dataDir}/postgres` });
const { db, sql, close } = openDatabase(joined.url, { applicationName: 'chengguo-bench', statementTimeoutMs: 120_000 });
const figures: Record<string, unknown> = { cores: cpus().length, small: values.small, ...size };

const cookieOf = async (person: string): Promise<string> => {
  const { name, value } = await site.sessionCookie(person);
  return `${name}=${value}`;
};
const officer = await cookieOf('shuyue-officer');

/** From the press of 发布 to the page that shows the matches. */
async function publish(n: number): Promise<void> {
  const form = new URLSearchParams({
    intent: 'publish',
    key: v7(),
    title: `薯渣与工艺水综合利用 ${n}`,
    summary: '加工季每小时产生 60 立方米工艺水，希望先提蛋白再配肥还田。',
    problem: '淀粉废水 COD 高，冬季厌氧启动慢；希望絮凝提取蛋白，余水还田。',
    fields: '24.1',
    regionCode: '621102',
    wantedTrlMin: '5',
    wantedTrlMax: '9',
    budgetMax: '200',
    cooperation: 'LIC_NON',
    acceptPayLater: 'yes',
    confidentiality: 'name_public',
    validUntilOn: new Date(Date.now() + 150 * 86_400_000).toISOString().slice(0, 10),
    pledge: 'yes',
  });
  const headers = { cookie: officer, origin: site.url, 'sec-fetch-site': 'same-origin' };
  const answer = await fetch(`${site.url}/desk/demands/new`, {
    method: 'POST',
    headers,
    body: form,
    redirect: 'manual',
  });
  const path = answer.headers.get('location');
  if (answer.status !== 302 || path === null)
    throw new Error(`publish: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
  for (let tries = 0; tries < 100; tries += 1) {
    const page = await (await fetch(new URL(path, site.url), { headers: { cookie: officer } })).text();
    if (page.includes('<article')) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no matches on the page');
}
await publish(0);
const publishing: number[] = [];
for (let n = 1; n <= size.tries; n += 1) publishing.push(await timed(() => publish(n)));
figures.publishToMatches = { p95Ms: p95(publishing), medianMs: median(publishing) };

const ctx = makeContext(db, { search: openSearch({ db }), now: () => new Date() });
figures.alerts = await alerts();
figures.board = await board();
figures.live = await liveConnections();
figures.load1 = Number((loadavg()[0] ?? 0).toFixed(1));
await close();
await joined.stop();
await site.stop();
console.log(JSON.stringify(figures));

/** Saved searches of words and filters as people keep them, mixed of the demo world's own names. */
async function alerts() {
  const names = await sql<{ name: string }[]>`select name from achievements order by no limit 60`;
  const people = await sql<{ id: string }[]>`select id from "user" order by id`;
  const plain: AchievementSearch = {
    words: '',
    isExact: false,
    fields: [],
    chains: [],
    regions: [],
    modes: [],
    trlFrom: null,
    trlTo: null,
    rights: [],
    prices: [],
    payLater: false,
    listed: false,
    provincial: false,
    org: null,
    sort: 'relevance',
    page: 1,
  };
  const found = await Promise.all(
    names.map(async ({ name }) => (await ctx.search.match({ kind: 'achievement', text: name, limit: 1 })).keyTerms),
  );
  const rows = Array.from({ length: size.searches }, (_, n) => {
    const words = names[n % names.length]?.name ?? '';
    const search = { ...plain, words, trlFrom: 1 + (n % 8), regions: n % 3 === 0 ? ['621100'] : [] };
    const query = savedQueryOf(search, (found[n % names.length] ?? []).slice(n % 2, 3));
    const userId = people[n % people.length]?.id ?? '';
    const path = `/achievements?bench=${n}`;
    return { userId, kind: 'achievement' as const, name: words, path, query, anchor: anchorOf(query) };
  }).filter(({ query }) => !isOpenQuery(query));
  for (let from = 0; from < rows.length; from += 1_000)
    await db.insert(savedSearches).values(rows.slice(from, from + 1_000));
  await sql`analyze saved_searches`;
  const published = await sql<{ id: string }[]>`
    select id from achievements where state = 'published' order by no limit ${size.tries}`;
  const took: number[] = [];
  for (const { id } of published) took.push(await timed(() => percolate(ctx, 'achievement', [id])));
  const [hits] = await sql<{ n: number }[]>`select count(*)::int as n from saved_search_hits`;
  return { searches: rows.length, p95Ms: p95(took), medianMs: median(took), told: hits?.n ?? 0 };
}

/** The list of a busy enterprise's deals. */
async function board() {
  const [model] = await db.select().from(deals).limit(1);
  const [company] = await sql<{ id: string }[]>`select id from organisations where name = '定西薯月淀粉有限公司'`;
  if (model === undefined || company === undefined) throw new Error('the demo world is not there');
  const listed = await sql<{ id: string; org_id: string }[]>`
    select id, org_id from achievements where state = 'published' order by no desc limit ${size.deals}`;
  const states = ['requested', 'talking', 'diligence', 'contracting', 'performing', 'declined'] as const;
  await db.insert(deals).values(
    listed.map((achievement, n) => ({
      ...model,
      id: v7(),
      no: `DJ-2026-9${String(n).padStart(5, '0')}`,
      achievementId: achievement.id,
      achievementVersionN: 1,
      licensorOrgId: achievement.org_id,
      licenseeOrgId: company.id,
      demandId: null,
      origin: 'search' as const,
      sourceId: null,
      state: states[n % states.length] ?? 'talking',
    })),
  );
  await sql`analyze deals`;
  const look = async (): Promise<void> => {
    const answer = await fetch(`${site.url}/desk/deals`, { headers: { cookie: officer } });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`board: ${answer.status}`);
  };
  await look();
  const took: number[] = [];
  for (let n = 0; n < size.tries; n += 1) took.push(await timed(look));
  return { p95Ms: p95(took), medianMs: median(took) };
}

/** Open pages of one room: what they cost the server, and how long a change takes to reach each of them. */
async function liveConnections() {
  const [room] = await sql<{ id: string }[]>`
    select d.id from deals d join organisations o on o.id = d.licensee_org_id
    where o.name = '定西薯月淀粉有限公司' and d.state = 'talking' limit 1`;
  const path = `${site.url}/desk/deals/${room?.id}/live`;
  const agent = new Agent({ maxSockets: Infinity });
  const heard: (() => void)[] = [];
  const before = residentMb();
  const open: ReturnType<typeof request>[] = [];
  const connect = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const at = heard.length;
      heard.push(() => {});
      const asked = request(path, { agent, headers: { cookie: officer, accept: 'text/event-stream' } }, (answer) => {
        if (answer.statusCode !== 200) return reject(new Error(`live: ${answer.statusCode}`));
        answer.setEncoding('utf8');
        answer.on('data', (text: string) => {
          if (text.includes('event: change')) heard[at]?.();
          if (text.includes('retry:')) resolve();
        });
      });
      asked.on('error', reject);
      asked.end();
      open.push(asked);
    });
  for (let n = 0; n < size.connections; n += 50)
    await Promise.all(Array.from({ length: Math.min(50, size.connections - n) }, connect));
  const after = residentMb();
  const took: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const from = performance.now();
    const all = Promise.all(
      heard.map(
        (_, at) =>
          new Promise<void>((resolve) => {
            heard[at] = () => {
              took.push(performance.now() - from);
              heard[at] = () => {};
              resolve();
            };
          }),
      ),
    );
    await sql`select pg_notify(${roomChannel}, ${room?.id ?? ''})`;
    await all;
  }
  for (const one of open) one.destroy();
  return {
    open: size.connections,
    serverMb: after,
    kbEach: Math.round(((after - before) * 1024) / size.connections),
    deliveryP95Ms: p95(took),
    deliveryMedianMs: median(took),
    gatherMs: 150,
  };
}

/** Resident memory of the server's process, in MB. */
function residentMb(): number {
  const status = readFileSync(`/proc/${site.pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

function run(words: readonly string[], env: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, {
      cwd: projectRoot,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${words.join(' ')}: ${code}`))));
  });
}
