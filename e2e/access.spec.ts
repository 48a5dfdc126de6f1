import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext, APIResponse } from '@playwright/test';
import { accounts, type Role, roles, routes } from './access-matrix.ts';
import { expect, test } from './fixtures.ts';
import type { Site } from './site.ts';

const folder = 'app/routes';
const files = readdirSync(folder)
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|\.server\./.test(name))
  .map((name) => name.replace(/\.tsx?$/, ''));
const sourceOf = (file: string): string =>
  readFileSync(join(folder, readdirSync(folder).find((name) => name.replace(/\.tsx?$/, '') === file) ?? ''), 'utf8');

/** Deeds a route's action answers to, read from its source. */
const intentsIn = (source: string): string[] =>
  [...source.matchAll(/^\s+(?:'([a-z-]+)'|([a-z]+)): (?:deed|openDeed)\(/gm)]
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

const isSentToSignIn = (answer: APIResponse): boolean =>
  answer.status() === 302 && (answer.headers().location ?? '').startsWith('/sign-in');

const get = async (request: APIRequestContext, site: Site, role: Role, path: string) =>
  request.get(site.url + path, { headers: { cookie: await cookieOf(site, role) }, maxRedirects: 0 });

for (const route of routes) {
  for (const role of roles) {
    test(`GET ${route.path} as ${role}`, async ({ request, site }) => {
      const answer = await get(request, site, role, route.path);
      if (role === 'anonymous' && !route.open) {
        expect(isSentToSignIn(answer), `${answer.status()}`).toBe(true);
        return;
      }
      const expected = route.only && !route.only.includes(role) ? 403 : (route.status ?? 200);
      expect(answer.status()).toBe(expected);
    });
  }
  for (const [intent, deed] of Object.entries(route.deeds ?? {})) {
    for (const role of roles) {
      test(`POST ${route.path} ${intent} as ${role}`, async ({ request, site }) => {
        const body = new URLSearchParams([
          ['intent', intent],
          ...(deed.form ?? []).map(([name, value]) => [name, value]),
        ]);
        const headers = { cookie: await cookieOf(site, role), origin: site.url, 'sec-fetch-site': 'same-origin' };
        const answer = deed.multipart
          ? await request.post(site.url + route.path, {
              headers,
              multipart: Object.fromEntries(body),
              maxRedirects: 0,
            })
          : await request.post(site.url + route.path, {
              headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
              data: body.toString(),
              maxRedirects: 0,
            });
        if (deed.may === 'anyone') {
          expect([401, 403]).not.toContain(answer.status());
        } else if (role === 'anonymous') {
          expect(isSentToSignIn(answer), `${answer.status()}`).toBe(true);
        } else if (deed.may === 'signed-in' || deed.may.includes(role)) {
          expect(answer.status(), await answer.text()).not.toBe(403);
          expect(answer.status()).toBeLessThan(500);
        } else {
          expect([403, ...(deed.refusedAs ?? [])]).toContain(answer.status());
        }
      });
    }
  }
}
