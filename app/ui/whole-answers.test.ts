import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { wholeAnswers } from './whole-answers.ts';

let server: Server;
let address: string;
/** Sends the second half of the answer that waits. */
let finish: () => void;
/** The server has sent the first half. */
let begun: Promise<void>;

beforeEach(async () => {
  let begin = (): void => {};
  begun = new Promise((done) => (begin = done));
  server = createServer((request, response) => {
    response.writeHead(request.url === '/refused.data' ? 422 : 200, {
      'content-type': request.url?.endsWith('.data') ? 'text/x-script' : 'text/plain',
    });
    response.write('["first half');
    begin();
    finish = () => response.end(', second half"]\n');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const isSettled = (work: Promise<unknown>) =>
  Promise.race([
    work.then(
      () => true,
      () => true,
    ),
    new Promise<false>((done) => setTimeout(() => done(false), 60)),
  ]);

test('the data of a page are handed over whole, with their status', async () => {
  const answer = wholeAnswers(fetch)(`${address}/refused.data`);
  await begun;
  expect(await isSettled(answer)).toBe(false);
  finish();
  const { status, headers, body } = await answer;
  expect([status, headers.get('content-type')]).toEqual([422, 'text/x-script']);
  expect(await new Response(body).text()).toBe('["first half, second half"]\n');
});

test('aborted half-read they reject inside the fetch, and no half is handed over', async () => {
  const wanted = new AbortController();
  const answer = wholeAnswers(fetch)(`${address}/room.data`, { signal: wanted.signal });
  await begun;
  expect(await isSettled(answer)).toBe(false);
  wanted.abort();
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
});

test('aborted when they are there, they can still be read to the end', async () => {
  const wanted = new AbortController();
  const answer = wholeAnswers(fetch)(`${address}/room.data`, { signal: wanted.signal });
  await begun;
  expect(await isSettled(answer)).toBe(false);
  finish();
  const { body } = await answer;
  wanted.abort();
  expect(await new Response(body).text()).toContain('second half');
});

test('everything else streams as it did', async () => {
  const answer = await wholeAnswers(fetch)(`${address}/file.txt`);
  const reader = answer.body!.getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('["first half');
  finish();
});
