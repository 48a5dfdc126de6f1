import { createHash } from 'node:crypto';
import { access } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import type { AppLoadContext } from '@remix-run/node';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { holds } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Context } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { files, uploads } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeContext, makeOrganisation, makePerson, type Person } from '#seeds/make.ts';
import { deed } from './form.server.ts';
import { handleUpload } from './handle-upload.server.ts';

let db: Database;
let ctx: Context;
beforeAll(async () => {
  ({ db } = await testDatabase());
  ctx = makeContext(db);
});

const boundary = 'xxBOUNDARYxx';
const type = `multipart/form-data; boundary=${boundary}`;
const body = (content: string): string =>
  `--${boundary}\r\nContent-Disposition: form-data; name="intent"\r\n\r\nsend\r\n` +
  `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n${content}\r\n--${boundary}--\r\n`;

/** A request that counts how many pieces of its body were asked for. */
function watched(content: string, announced = content.length) {
  let pieces = 0;
  const stream = new ReadableStream(
    {
      pull(controller) {
        pieces += 1;
        if (pieces === 1) controller.enqueue(new TextEncoder().encode(body(content)));
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const headers = {
    'content-type': type,
    'content-length': String(announced),
    cookie: 'chengguo.session_token=x',
  };
  const init = { method: 'POST', headers, body: stream, duplex: 'half' };
  return { request: new Request('http://localhost/desk/x', init as RequestInit), read: () => pieces };
}

const limits = { orgBytes: 10_000, personBytes: 6_000 };

function contextOf(person: Person): AppLoadContext {
  const auth = { api: { getSession: async () => ({ user: { id: person.id }, session: { id: null } }) } };
  const live = { subscribe: () => () => {} };
  const platform = { ...ctx, auth, live, uploadLimits: limits, drainSearch: async () => {} };
  return { platform, requestId: 'test', nonce: '', clientAddress: '' } as unknown as AppLoadContext;
}

interface Given {
  readonly see?: () => Promise<unknown>;
  readonly run?: () => Promise<Response>;
  readonly maxBytes?: number;
  readonly isKept?: boolean;
}

const send = async (person: Person, request: Request, { see, run, maxBytes = 4_000, isKept = true }: Given = {}) =>
  handleUpload(
    { request, context: contextOf(person) },
    { maxBytes, may: holds('officer'), isKept, ...(see && { see }) },
    () => ({
      send: deed(z.object({}), run ?? (async () => new Response('taken'))),
    }),
  ).then(
    (answer) => (answer instanceof Response ? answer.status : (answer.init?.status ?? 200)),
    (error: unknown) => (error instanceof Response ? error.status : String(error)),
  );

const counted = async (person: Person): Promise<number[]> =>
  (await db.select().from(uploads).where(eq(uploads.userId, person.id))).map((row) => row.bytes);

test('who may not, and whose row it is not, is refused before a byte of the body is read', async () => {
  const org = await makeOrganisation(db);
  const finance = await makePerson(db, org, ['finance']);
  const officer = await makePerson(db, org, ['officer']);
  const first = watched('%PDF');
  expect(await send(finance, first.request)).toBe(403);
  expect(first.read()).toBe(0);
  const second = watched('%PDF');
  const see = () => Promise.reject(new AppError('not_found'));
  expect(await send(officer, second.request, { see })).toBe(404);
  expect(second.read()).toBe(0);
  const third = watched('%PDF');
  expect(await send(officer, third.request)).toBe(200);
  expect(third.read()).toBeGreaterThan(0);
  expect(await counted(finance)).toEqual([]);
});

test('a body announced as giant is not read at all', async () => {
  const officer = await makePerson(db, await makeOrganisation(db), ['officer']);
  const giant = watched('x', 30_000_000);
  expect(await send(officer, giant.request)).toBe(413);
  expect(giant.read()).toBe(0);
});

test('what was stored counts for the day, also when the deed was refused; what was not stored does not', async () => {
  const officer = await makePerson(db, await makeOrganisation(db), ['officer']);
  const run = () => Promise.reject(new AppError('conflict'));
  expect(await send(officer, watched('x'.repeat(1_500)).request, { run })).toBe(409);
  expect(await counted(officer)).toEqual([1_500]);
  expect(await send(officer, watched('').request)).toBe(200);
  expect(await counted(officer)).toEqual([1_500]);
});

test('the day of a person and of his organisation is full at its limit, whoever of them sends at the same moment', async () => {
  const org = await makeOrganisation(db);
  const [one, two] = [await makePerson(db, org, ['officer']), await makePerson(db, org, ['officer'])];
  const tries = await Promise.all(Array.from({ length: 4 }, () => send(one, watched('x'.repeat(2_000)).request)));
  expect(tries.toSorted()).toEqual([200, 200, 200, 429]);
  expect(await counted(one)).toEqual([2_000, 2_000, 2_000]);
  expect(await send(two, watched('x'.repeat(3_000)).request)).toBe(200);
  const late = watched('x'.repeat(1_500));
  expect(await send(two, late.request)).toBe(429);
  expect(late.read()).toBe(0);
});

test('an upload that is cut off half-way does nothing and counts nothing; sent again whole, it is taken', async () => {
  const officer = await makePerson(db, await makeOrganisation(db), ['officer']);
  let runs = 0;
  const run = async () => {
    runs += 1;
    return new Response('taken');
  };
  const half = body('x'.repeat(3_000)).slice(0, 1_500);
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(half));
      controller.close();
    },
  });
  const headers = { 'content-type': type, 'content-length': '3200', cookie: 'chengguo.session_token=x' };
  const init = { method: 'POST', headers, body: stream, duplex: 'half' };
  const cut = new Request('http://localhost/desk/x', init as RequestInit);
  expect(await send(officer, cut, { run })).toBe(400);
  expect([runs, await counted(officer)]).toEqual([0, []]);
  expect(await send(officer, watched('x'.repeat(3_000)).request, { run })).toBe(200);
  expect([runs, await counted(officer)]).toEqual([1, [3_000]]);
});

test('what is only read is erased with the answer, be it a refusal; not where a row names the same bytes', async () => {
  const org = await makeOrganisation(db);
  const officer = await makePerson(db, org, ['officer']);
  const isThere = async (content: string) =>
    access(ctx.files.path(createHash('sha256').update(content).digest('hex'))).then(
      () => true,
      () => false,
    );
  const taken = 'list'.repeat(20);
  expect(await send(officer, watched(taken).request)).toBe(200);
  expect(await isThere(taken)).toBe(true);
  expect(await send(officer, watched(taken).request, { isKept: false })).toBe(200);
  expect(await isThere(taken)).toBe(false);
  const run = () => Promise.reject(new AppError('conflict'));
  expect(await send(officer, watched(taken).request, { isKept: false, run })).toBe(409);
  expect(await isThere(taken)).toBe(false);
  const kept = await ctx.files.put(Readable.from(['papers'.repeat(20)]), 1_000);
  await db.insert(files).values({
    ...kept,
    name: 'a.txt',
    sniffedType: 'text/plain',
    purpose: 'import',
    orgId: org.id,
    uploadedBy: officer.id,
  });
  expect(await send(officer, watched('papers'.repeat(20)).request, { isKept: false })).toBe(200);
  expect(await isThere('papers'.repeat(20))).toBe(true);
});
