import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packedAssets } from './packed-assets.ts';

const script = `export const words = ${JSON.stringify('成果'.repeat(400))};`;
let server: Server;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assets-'));
  await writeFile(join(folder, 'a-1.js'), script);
  await writeFile(join(folder, 'a-1.js.br'), brotliCompressSync(script));
  await writeFile(join(folder, 'b-2.js'), script);
  const app = express();
  app.use('/assets', packedAssets(folder));
  app.use('/assets', express.static(folder, { fallthrough: false }));
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const ask = (path: string, encodings: string) =>
  new Promise<{ status: number; encoding: string; type: string; body: Buffer }>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const asked = get({ port, host: '127.0.0.1', path, headers: { 'accept-encoding': encodings } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          encoding: String(answer.headers['content-encoding'] ?? ''),
          type: String(answer.headers['content-type'] ?? ''),
          body: Buffer.concat(parts),
        }),
      );
    });
    asked.on('error', reject);
  });

test('who reads brotli gets the twin of the build, with the type of the script', async () => {
  const answer = await ask('/assets/a-1.js', 'gzip, deflate, br');
  expect([answer.status, answer.encoding]).toEqual([200, 'br']);
  expect(answer.type).toMatch(/javascript/);
  expect(brotliDecompressSync(answer.body).toString()).toBe(script);
});

test('who does not, and what has no twin, gets the plain bytes', async () => {
  for (const [path, encodings] of [
    ['/assets/a-1.js', 'gzip'],
    ['/assets/a-1.js', 'br;q=0, gzip'],
    ['/assets/b-2.js', 'br'],
  ] as const) {
    const answer = await ask(path, encodings);
    expect([answer.status, answer.encoding, answer.body.toString()]).toEqual([200, '', script]);
  }
  expect((await ask('/assets/none.js', 'br')).status).toBe(404);
  expect((await ask('/assets/..%2f..%2fpackage.json', 'br')).status).toBeGreaterThanOrEqual(400);
});
