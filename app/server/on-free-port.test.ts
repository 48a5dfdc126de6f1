import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { onFreePort } from './on-free-port.ts';

const open: Server[] = [];
afterEach(() => Promise.all(open.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))));

const listen = (port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      open.push(server);
      resolve((server.address() as { port: number }).port);
    });
  });

test('a taken port is passed over for the next free one', async () => {
  const taken = await listen(0);
  expect(await onFreePort(taken, listen)).toBeGreaterThan(taken);
});

test('a free port is taken as wished; what fails for another reason is told', async () => {
  const free = await listen(0);
  await Promise.all(open.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  expect(await onFreePort(free, listen)).toBe(free);
  await expect(onFreePort(free, () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
});
