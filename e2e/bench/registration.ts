import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { localTime } from '#app/domain/event-form.ts';
import { scansAtOnce } from '#app/domain/door-list.ts';
import { signedToken, startSite } from '../site.ts';

// npm run bench:registration -- [--people 2000] [--seats 300] [--seconds 60]
// Over HTTP against the whole site on this machine, which serves and asks at once: people register at an even pace whatever the
// answers take; then ten phones check in twenty a second for ten seconds; then one phone sends a queue of 500. Last line: one JSON object.

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '2000' },
    seats: { type: 'string', default: '300' },
    seconds: { type: 'string', default: '60' },
  },
});
const people = Number(values.people);
const seats = Number(values.seats);
const seconds = Number(values.seconds);
const phones = 10;
const doorSeconds = 10;
const queued = 500;

const site = await startSite();
const secret = (await readFile(join(site.dataDir, 'auth-secret'), 'utf8')).trim();
const pace = { origin: site.url, 'sec-fetch-site': 'same-origin' };
const cookieOf = async (key: string) => {
  const { name, value } = await site.sessionCookie(key);
  return `${name}=${value}`;
};
const post = (path: string, cookie: string, form: Record<string, string>) =>
  fetch(site.url + path, {
    method: 'POST',
    headers: { ...pace, cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form),
    redirect: 'manual',
  });
async function done(answer: Promise<Response>): Promise<string> {
  const { status, headers } = await answer;
  if (status !== 302) throw new Error(`${status} from ${(await answer).url}`);
  return headers.get('location') ?? '';
}
const p = (took: readonly number[], share: number): number => {
  const sorted = [...took].sort((one, other) => one - other);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
};

/** A public event with this many seats. */
async function madeEvent(): Promise<{ id: string; no: string; ticketId: string; organizer: string }> {
  const organizer = await cookieOf('shiguang-officer');
  const at = (hours: number) => localTime(new Date(Date.now() + hours * 3_600_000));
  const desk = await done(
    post('/desk/events/new', organizer, {
      intent: 'save',
      title: '报名压力测试',
      kind: 'salon',
      mode: 'onsite',
      regionCode: '621102',
      venue: '会议中心',
      host: '拾光科技',
      startsAt: at(48),
      endsAt: at(51),
      registrationEndsAt: at(47),
      companionsMax: '0',
      offerHours: '24',
      'tickets.audience.capacity': String(seats),
    }),
  );
  await done(post(desk, organizer, { intent: 'submit' }));
  await done(post(desk, await cookieOf('shiguang-owner'), { intent: 'publish', pledge: 'yes', note: '' }));
  const id = desk.split('/').at(-1) ?? '';
  const [row] = await site.rows<{ no: string; ticket: string }>(
    `select e.no, t.id as ticket from events e join event_tickets t on t.event_id = e.id where e.id = '${id}'`,
  );
  return { id, no: row?.no ?? '', ticketId: row?.ticket ?? '', organizer };
}

/** People with an account, consents and an open session each. */
async function madePeople(): Promise<{ cookie: string; phone: string }[]> {
  await site.rows(`
    with made as (
      insert into "user" (id, name, email, email_verified, phone_number, phone_number_verified)
      select gen_random_uuid(), '参会人' || n, 'rush-' || n || '@example.com', true, '+8615' || lpad(n::text, 9, '0'), true
      from generate_series(1, ${people}) n returning id, email
    ), agreed as (
      insert into consents (id, user_id, document, version)
      select gen_random_uuid(), made.id, c.document, c.version from made cross join (select distinct document, version from consents) c
    )
    insert into session (id, user_id, token, expires_at)
    select gen_random_uuid(), id, md5(email), now() + interval '1 day' from made`);
  const rows = await site.rows<{ token: string; phone: string }>(
    `select s.token, u.phone_number as phone from session s join "user" u on u.id = s.user_id where u.email like 'rush-%'`,
  );
  return rows.map(({ token, phone }) => ({
    cookie: `chengguo.session_token=${signedToken(token, secret)}`,
    phone: phone.slice(3),
  }));
}

/** Sends work at an even pace, and waits for all of it. */
async function paced<Row>(rows: readonly Row[], forMs: number, work: (row: Row, at: number) => Promise<void>) {
  const from = performance.now();
  await Promise.all(
    rows.map(async (row, at) => {
      const wait = from + (forMs * at) / rows.length - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      await work(row, at);
    }),
  );
  return (performance.now() - from) / 1000;
}

const event = await madeEvent();
const crowd = await madePeople();
const took: number[] = [];
let failed = 0;
const answers: Record<string, number> = {};
const rushSeconds = await paced(crowd, seconds * 1000, async ({ cookie, phone }, at) => {
  const from = performance.now();
  const form = { intent: 'register', ticketId: event.ticketId, name: `参会人${at}`, phone, unit: '', post: '' };
  const { status } = await post(`/events/${event.no}`, cookie, form).catch((error: Error) => ({
    status: `no answer: ${String(error.cause ?? error)}`,
  }));
  took.push(performance.now() - from);
  answers[status] = (answers[status] ?? 0) + 1;
  if (status !== 302) failed += 1;
});
const [state] = await site.rows<{ seated: number; waiting: number; taken: number }>(`
  select count(*) filter (where r.state = 'registered')::int as seated, count(*) filter (where r.state = 'waitlisted')::int as waiting,
    max(t.taken) as taken
  from event_registrations r join event_tickets t on t.id = r.ticket_id where r.event_id = '${event.id}'`);
console.log('rush', { ...state, failed, answers, p50: p(took, 0.5), p95: p(took, 0.95), rushSeconds });

/** A helper's phone: link, PIN, and the cookie it was given. */
async function openedPhone(label: string): Promise<{ path: string; cookie: string }> {
  const form = { intent: 'add-steward', label, pin: '246810' };
  const to = await done(post(`/desk/events/${event.id}/people`, event.organizer, form));
  const path = `/scan/${new URL(to, site.url).searchParams.get('link') ?? ''}`;
  const answer = await post(path, '', { intent: 'open', pin: '246810' });
  return { path, cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}
const sync = async ({ path, cookie }: { path: string; cookie: string }, scans: readonly object[]) => {
  const answer = await fetch(`${site.url}${path}/sync`, {
    method: 'POST',
    headers: { ...pace, cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ sentAt: Date.now(), scans }),
  });
  const { results } = (await answer.json()) as { results: { outcome: string }[] };
  return results.map(({ outcome }) => outcome);
};
const opened: { path: string; cookie: string }[] = [];
for (let n = 0; n < phones; n += 1) opened.push(await openedPhone(`${n + 1} 号门`));
const seated = await site.rows<{ id: string }>(
  `select id from event_registrations where event_id = '${event.id}' and state = 'registered' order by id`,
);
const scanOf = (id: string, deed: string, at = Date.now()) => ({
  scanKey: randomUUID(),
  registrationId: id,
  deed,
  method: 'list',
  at,
});

const doorTook: number[] = [];
let letIn = 0;
const atDoor = seated.slice(0, 20 * doorSeconds);
const doorTotal = await paced(atDoor, doorSeconds * 1000, async ({ id }, at) => {
  const from = performance.now();
  const [outcome] = await sync(opened[at % phones]!, [scanOf(id, 'in')]);
  doorTook.push(performance.now() - from);
  if (outcome === 'done') letIn += 1;
});

// In and out by turns for each of a hundred people, gathered over the last half hour.
const offline = Array.from({ length: queued }, (_, n) => {
  const row = seated[(n % 100) + 200] ?? seated[n % seated.length]!;
  return scanOf(row.id, Math.floor(n / 100) % 2 === 0 ? 'in' : 'out', Date.now() - (queued - n) * 3000);
});
const syncFrom = performance.now();
const outcomes: string[] = [];
for (let at = 0; at < queued; at += scansAtOnce)
  outcomes.push(...(await sync(opened[0]!, offline.slice(at, at + scansAtOnce))));
const syncSeconds = (performance.now() - syncFrom) / 1000;
// Sent again, as after an answer that was lost, they change nothing.
const again = await sync(opened[0]!, offline.slice(0, scansAtOnce));
const [kept] = await site.rows<{ n: number }>(
  `select count(*)::int as n from event_check_ins where event_id = '${event.id}'`,
);
await site.stop();

const result = {
  people,
  seats,
  seated: state?.seated ?? 0,
  waiting: state?.waiting ?? 0,
  oversold: Math.max(0, (state?.seated ?? 0) - seats),
  failed,
  rushSeconds: Math.round(rushSeconds * 10) / 10,
  perSecond: Math.round(people / rushSeconds),
  registerP50Ms: p(took, 0.5),
  registerP95Ms: p(took, 0.95),
  checkInPerSecond: Math.round((10 * atDoor.length) / doorTotal) / 10,
  checkInP95Ms: p(doorTook, 0.95),
  letIn,
  queued,
  synced: outcomes.filter((outcome) => outcome === 'done').length,
  syncSeconds: Math.round(syncSeconds * 100) / 100,
  repeated: again.length,
  checkInRows: kept?.n ?? 0,
};
console.log(JSON.stringify(result));
if (result.seated !== Math.min(seats, people) || failed > 0 || result.synced !== queued) process.exitCode = 1;
