import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import compression from 'compression';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { sendAnswer } from './send-answer.ts';

const pieceBytes = 65_536;
const pieces = 1_000;
/** How long a reader may take nothing, here. */
const stallMs = 200;
/** A system takes a large piece in lumps of 1 MB and more: the reader below needs less than the limit for each. */
const largeMs = 500;
const largeBytes = 16 * 1_048_576;
let made = 0;
let isTurnedAway = false;

/** 64 MB that cannot be packed, made when they are asked for. */
async function* download(): AsyncGenerator<Uint8Array> {
  made = 0;
  isTurnedAway = false;
  try {
    for (; made < pieces; made += 1) yield crypto.getRandomValues(new Uint8Array(pieceBytes));
  } finally {
    isTurnedAway = made < pieces;
  }
}

/** The two ways in which routes make a body of a stream. */
const bodies = {
  '/file': () => Readable.toWeb(Readable.from(download(), { objectMode: false })) as ReadableStream<Uint8Array>,
  '/paper': () => createReadableStreamFromReadable(Readable.from(download(), { objectMode: false })),
};

/** Made by and by, each piece later than the limit allows a reader to wait. */
async function* slowly(): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < 3; i += 1) {
    await sleep(3 * stallMs);
    yield Buffer.from(`${i}`);
  }
}
const streamOf = (made: AsyncIterable<Uint8Array>) =>
  Readable.toWeb(Readable.from(made, { objectMode: false })) as ReadableStream<Uint8Array>;

let server: Server;
beforeAll(async () => {
  const app = express();
  app.use(compression());
  for (const [path, body] of Object.entries(bodies)) {
    app.get(path, (_asked, answer, next) => {
      const headers = { 'content-type': 'text/csv', 'x-kept': 'yes' };
      sendAnswer(new Response(body(), { status: 206, headers }), answer).catch(next);
    });
  }
  const within = (path: string, type: string, body: () => BodyInit, mostMs = stallMs) =>
    app.get(path, (_asked, answer, next) => {
      const headers = { 'content-type': type };
      sendAnswer(new Response(body(), { headers }), answer, mostMs).catch(next);
    });
  within('/held', 'text/csv', () => streamOf(download()));
  within('/slow', 'text/csv', () => streamOf(slowly()));
  within('/events', 'text/event-stream', () => streamOf(slowly()));
  within('/large', 'text/csv', () => new Uint8Array(largeBytes), largeMs);
  app.get('/none', (_asked, answer, next) => {
    sendAnswer(new Response(null, { status: 304 }), answer).catch(next);
  });
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const ask = (path: string, encodings = 'identity') =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    get({ port, host: '127.0.0.1', path, headers: { 'accept-encoding': encodings } }, resolve).on('error', reject);
  });

/** What is made while nobody reads: no more, once the buffers on the way are full. */
async function settled(): Promise<number> {
  for (let before = -1; before !== made;) {
    before = made;
    await sleep(150);
  }
  return made;
}

test.each([
  ['/file', 'identity'],
  ['/file', 'gzip'],
  ['/paper', 'identity'],
])('a download waits for who reads it slowly, and comes whole (%s, %s)', async (path, encoding) => {
  const answer = await ask(path, encoding);
  expect([answer.statusCode, answer.headers['x-kept']]).toEqual([206, 'yes']);
  expect(answer.headers['content-encoding'] ?? 'identity').toBe(encoding);
  // The sockets of the system hold some MB; nothing holds 64.
  expect(await settled()).toBeLessThan(pieces / 2);
  let bytes = 0;
  for await (const part of answer) bytes += (part as Buffer).length;
  expect(made).toBe(pieces);
  expect(bytes).toBeGreaterThanOrEqual(pieces * pieceBytes);
});

test.each(['/file', '/paper'])('what nobody reads any more is made no further (%s)', async (path) => {
  const answer = await ask(path);
  await settled();
  answer.destroy();
  await expect.poll(() => isTurnedAway).toBe(true);
  expect(made).toBeLessThan(pieces / 2);
});

test('an answer without a body ends', async () => {
  const answer = await ask('/none');
  answer.resume();
  expect(answer.statusCode).toBe(304);
});

/** A socket that asks for something and reads nothing until it is told to. */
async function holdOn(path: string, encoding = 'identity'): Promise<Socket> {
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1' });
  await once(socket, 'connect');
  socket.pause();
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept-Encoding: ${encoding}\r\n\r\n`);
  return socket;
}

test.each(['identity', 'gzip'])('what somebody asks for and does not read is given up (%s)', async (encoding) => {
  const socket = await holdOn('/held', encoding);
  await expect.poll(() => isTurnedAway, { timeout: 20 * stallMs }).toBe(true);
  expect(made).toBeLessThan(pieces / 2);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.on('error', () => {});
  socket.resume();
  await closed;
});

test('whoever takes a large piece bit by bit gets it whole, however long it lasts', async () => {
  const socket = await holdOn('/large');
  let bytes = 0;
  const from = Date.now();
  socket.on('data', (part: Buffer) => {
    bytes += part.length;
    socket.pause();
    setTimeout(() => socket.resume(), 5);
  });
  socket.resume();
  await once(socket, 'close');
  expect(Date.now() - from).toBeGreaterThan(2 * largeMs);
  expect(bytes).toBeGreaterThan(largeBytes);
});

test.each(['/slow', '/events'])('it is not the reader who is slow where pieces come late (%s)', async (path) => {
  const answer = await ask(path);
  let text = '';
  for await (const part of answer) text += String(part);
  expect(text).toBe('012');
});
