import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext, APIResponse } from '@playwright/test';
import { accounts, type Deed, nobodys, type Role, roles, type Route, routes } from './access-matrix.ts';
import { expect, test } from './fixtures.ts';
import type { Site } from './site.ts';

const folder = 'app/routes';
const files = readdirSync(folder)
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|\.server\./.test(name))
  .map((name) => name.replace(/\.tsx?$/, ''));
/** A route with what it takes from `app/web`: the action of a large page stands there. */
const sourceOf = (file: string): string => {
  const name = readdirSync(folder).find((each) => each.replace(/\.tsx?$/, '') === file) ?? '';
  const source = readFileSync(join(folder, name), 'utf8');
  const taken = [...source.matchAll(/from '#(app\/web\/[\w.-]+\.server\.ts)'/g)].map(([, path = '']) => path);
  return [source, ...taken.map((path) => readFileSync(path, 'utf8'))].join('\n');
};

/** Deeds a route's action answers to, read from its source; the composer asks for its own by name. */
const intentsIn = (source: string): string[] =>
  [
    ...source.matchAll(/^\s+(?:'([a-z-]+)'|([a-zA-Z_]+)): (?:deed|fileDeed|openDeed|judgedDeed|tryOut)\(/gm),
    ...source.matchAll(/\bif \(intent [!=]== '([a-z]+)'\)/g),
  ]
    .map((match) => match[1] ?? match[2] ?? '')
    .toSorted();

test('the matrix names every route and every deed of it', () => {
  expect(routes.map((route) => route.file).toSorted()).toEqual(files.toSorted());
  for (const route of routes) {
    expect(Object.keys(route.deeds ?? {}).toSorted(), route.file).toEqual(intentsIn(sourceOf(route.file)));
  }
});

const cookies = new Map<Role, string>();

async function cookieOf(site: Site, role: Role): Promise<string> {
  const person = accounts[role];
  if (person === null) return '';
  const kept = cookies.get(role);
  if (kept !== undefined) return kept;
  const { name, value } = await site.sessionCookie(person);
  cookies.set(role, `${name}=${value}`);
  return `${name}=${value}`;
}

/** Sent to sign in: by the browser itself, or by the script that asked for the page's data. */
const isSentToSignIn = async (answer: APIResponse): Promise<boolean> =>
  (answer.status() === 302 && (answer.headers().location ?? '').startsWith('/sign-in')) ||
  (answer.status() === 202 && (await answer.text()).includes('"/sign-in'));

const get = async (request: APIRequestContext, site: Site, role: Role, path: string) =>
  request.get(site.url + path, { headers: { cookie: await cookieOf(site, role) }, maxRedirects: 0 });

const paths = new Map<string, string>();

/** The route's path with the id of a row that the story of the demo world left there. */
async function realPath(site: Site, route: Route): Promise<string> {
  if (route.row === undefined) return route.path.replace(':id', nobodys);
  const kept = paths.get(route.file);
  if (kept !== undefined) return kept;
  const [row] = await site.rows<{ id: string }>(route.row);
  if (row === undefined) throw new Error(`the demo world has no row for ${route.file}`);
  const path = route.path.replace(':id', row.id);
  paths.set(route.file, path);
  return path;
}

test('who may open which page and do which deed', async ({ request, site }) => {
  test.setTimeout(900_000);
  for (const route of routes) {
    await test.step(route.file, async () => {
      await eachRole((role) => openAs(request, site, route, role));
      const reader = route.readers?.[0];
      if (route.path.includes(':id') && reader !== undefined) {
        for (const id of [nobodys, 'nonsense', '%00', '..%2f..']) {
          const answer = await get(request, site, reader, route.path.replace(':id', id));
          expect.soft([400, 404], `${route.file} ${id}`).toContain(answer.status());
        }
      }
      for (const [intent, deed] of Object.entries(route.deeds ?? {})) {
        await eachRole((role) => doAs(request, site, route, intent, deed, role));
      }
    });
  }
});

/** Some roles at a time: what the matrix asks changes nothing, so their order does not matter. */
async function eachRole(ask: (role: Role) => Promise<void>): Promise<void> {
  for (let from = 0; from < roles.length; from += atATime)
    await Promise.all(roles.slice(from, from + atATime).map(ask));
}
const atATime = 4;

async function openAs(request: APIRequestContext, site: Site, route: Route, role: Role): Promise<void> {
  const answer = await get(request, site, role, await realPath(site, route));
  const says = `GET ${route.file} as ${role}: ${answer.status()}`;
  if (role === 'anonymous' && !route.open) expect.soft(await isSentToSignIn(answer), says).toBe(true);
  else if (route.readers !== undefined && !route.readers.includes(role)) {
    expect.soft([403, 404], says).toContain(answer.status());
  } else {
    const expected = role === 'anonymous' ? (route.openStatus ?? 200) : (route.status ?? 200);
    expect.soft(answer.status(), says).toBe(expected);
  }
}

const pages = new Set(files.filter((file) => /^export default /m.test(sourceOf(file))));

/** Where a page's form goes when the script sends it: the same deed, without the whole page around the answer. */
function sentTo(route: Route, path: string): string {
  if (!pages.has(route.file)) return path;
  const [plain = '', query] = path.split('?');
  return `${plain}.data${query === undefined ? '' : `?${query}`}`;
}

async function doAs(
  request: APIRequestContext,
  site: Site,
  route: Route,
  intent: string,
  deed: Deed,
  role: Role,
): Promise<void> {
  const isAllowed =
    deed.may === 'anyone' || (role !== 'anonymous' && (deed.may === 'signed-in' || deed.may.includes(role)));
  // Who may do it is sent to a row that is not there, so that the matrix changes nothing; who may not, to a real one.
  const path = isAllowed ? route.path.replace(':id', nobodys) : await realPath(site, route);
  const fields = Object.fromEntries([['intent', intent], ...(deed.form ?? [])]) as Record<string, string>;
  const answer = await request.post(site.url + sentTo(route, path), {
    headers: { cookie: await cookieOf(site, role), origin: site.url, 'sec-fetch-site': 'same-origin' },
    maxRedirects: 0,
    ...(deed.multipart ? { multipart: fields } : { form: fields }),
  });
  const says = `POST ${route.file} ${intent} as ${role}: ${answer.status()}`;
  if (role === 'anonymous' && deed.may !== 'anyone') expect.soft(await isSentToSignIn(answer), says).toBe(true);
  else if (isAllowed) {
    expect.soft(answer.status(), says).not.toBe(403);
    expect.soft(answer.status(), says).toBeLessThan(500);
  } else expect.soft([403, 404], says).toContain(answer.status());
}
